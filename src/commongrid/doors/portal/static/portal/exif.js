// Reads where and when a JPEG was taken from its EXIF part, on the device: { lon, lat, taken } or null.
const HEAD = 256 * 1024;
const GPS = 0x8825;
const DETAILS = 0x8769;
const TAKEN = 0x9003;

export async function placeOf(file) {
  const view = new DataView(await file.slice(0, HEAD).arrayBuffer());
  const start = exifStart(view);
  if (start < 0) return null;
  const little = view.getUint16(start) === 0x4949;
  const read = { view, start, little };
  const top = tags(read, view.getUint32(start + 4, little));
  const gps = top.has(GPS) ? tags(read, top.get(GPS).value) : new Map();
  if (!gps.has(2) || !gps.has(4)) return null;
  const lat = degrees(read, gps.get(2).value) * (letter(read, gps.get(1)) === "S" ? -1 : 1);
  const lon = degrees(read, gps.get(4).value) * (letter(read, gps.get(3)) === "W" ? -1 : 1);
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || (!lon && !lat)) return null;
  return { lon: lon.toFixed(6), lat: lat.toFixed(6), taken: top.has(DETAILS) ? moment(read, tags(read, top.get(DETAILS).value)) : "" };
}

// Where the TIFF header begins inside the APP1 segment, or -1.
function exifStart(view) {
  if (view.byteLength < 12 || view.getUint16(0) !== 0xffd8) return -1;
  let at = 2;
  while (at + 10 < view.byteLength) {
    const mark = view.getUint16(at);
    if (mark === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
    if ((mark & 0xff00) !== 0xff00 || mark === 0xffda) return -1;
    at += 2 + view.getUint16(at + 2);
  }
  return -1;
}

function tags({ view, start, little }, offset) {
  const count = view.getUint16(start + offset, little);
  const found = new Map();
  for (let n = 0; n < count; n += 1) {
    const at = start + offset + 2 + n * 12;
    found.set(view.getUint16(at, little), { at: at + 8, count: view.getUint32(at + 4, little), value: view.getUint32(at + 8, little) });
  }
  return found;
}

function degrees({ view, start, little }, offset) {
  const part = (n) => view.getUint32(start + offset + n * 8, little) / view.getUint32(start + offset + n * 8 + 4, little);
  return part(0) + part(1) / 60 + part(2) / 3600;
}

const letter = ({ view }, tag) => (tag ? String.fromCharCode(view.getUint8(tag.at)) : "");

// "2026:11:20 15:12:00" in the camera's time; sent as the device's time zone says.
function moment({ view, start }, details) {
  const tag = details.get(TAKEN);
  if (!tag) return "";
  const text = Array.from({ length: 19 }, (_, n) => String.fromCharCode(view.getUint8(start + tag.value + n))).join("");
  const at = new Date(text.replace(":", "-").replace(":", "-").replace(" ", "T"));
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
