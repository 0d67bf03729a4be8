// A quiz this phone holds: without signal it says itself what is right and why, and sends later only that it was gone through.
import * as outbox from "./outbox.js";
import { account } from "./words.js";

export function start(form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !document.getElementById("held")) return;
    event.preventDefault();
    event.submitter.hidden = true;
    const right = [...form.querySelectorAll("fieldset")].filter(judge).length;
    const told = document.querySelector("[data-quiz-told]");
    told.textContent = told.textContent.replace("{right}", right).replace("{of}", form.querySelectorAll("fieldset").length);
    told.hidden = false;
    told.scrollIntoView({ block: "center" });
    keep(form);
  });
}

function judge(question) {
  const key = question.querySelector("template[data-right]");
  const right = new Set(key.dataset.right.trim().split(" "));
  const boxes = [...question.querySelectorAll("input:is([type=radio], [type=checkbox])")];
  for (const box of boxes) {
    box.disabled = true;
    box.closest("label").classList.toggle("choice-right", right.has(box.value));
  }
  const isRight = boxes.every((box) => box.checked === right.has(box.value));
  const told = key.content.cloneNode(true);
  told.querySelector(`[data-when="${isRight ? "wrong" : "right"}"]`).remove();
  question.append(told);
  return isRight;
}

// No answer of a quiz is kept, here or there.
async function keep(form) {
  const id = crypto.randomUUID();
  const told = { url: form.dataset.quiz, title: form.dataset.quizTitle, fields: [["key", id], ["finished", "1"]], shown: [], captured_at: new Date().toISOString(), name: "quiz" };
  await outbox.put(account, id, told, []);
}
