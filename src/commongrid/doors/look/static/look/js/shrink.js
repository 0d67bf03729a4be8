// Makes a photo small before it is sent: at most 2048 px, upright, as JPEG; {file, url, shape} with an address to show it by.
import { element } from "./words.js";

const LONGEST = 2048;

export async function shrink(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = element("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  const url = URL.createObjectURL(blob);
  const shape = canvas.width / canvas.height;
  // The small copy has lost its place and time; the original goes if it is small anyway, so the server can offer them.
  const isLighter = scale < 1 || blob.size < file.size * 0.7;
  const name = file.name.replace(/\.\w+$/, "") + ".jpg";
  return { file: isLighter ? new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified }) : file, url, shape };
}
