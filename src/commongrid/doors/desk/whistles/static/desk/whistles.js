// Reporting in: the phone says once where it is, then the form is sent; where it will not, the server says what to do instead.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-arrive]");
  if (!form || form.elements.lon.value || !navigator.geolocation) return;
  event.preventDefault();
  form.querySelector("button").setAttribute("aria-busy", "true");
  const send = () => form.submit();
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.elements.lon.value = coords.longitude.toFixed(5);
    form.elements.lat.value = coords.latitude.toFixed(5);
    send();
  }, send, { enableHighAccuracy: true, timeout: 10_000 });
});
