// Which files the gallery takes: told before anything is sent. The server has the last word.

const TYPES = {
  jpg: "image/jpeg", jpeg: "image/jpeg", jpe: "image/jpeg", jfif: "image/jpeg",
  png: "image/png", gif: "image/gif", webp: "image/webp", bmp: "image/bmp", dib: "image/bmp",
  tif: "image/tiff", tiff: "image/tiff",
  heic: "image/heic", heif: "image/heif", avif: "image/avif", svg: "image/svg+xml",
};

const ALIASES = { "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-ms-bmp": "image/bmp", "image/x-bmp": "image/bmp" };

const APPLE = new Set(["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"]);

/** The type of a file, from what the browser says or else from its name; empty if neither tells. */
export function typeOf(file) {
  const type = file.type.toLowerCase();
  return ALIASES[type] || type || TYPES[file.name.split(".").pop().toLowerCase()] || "";
}

export function megabytes(bytes) {
  const number = bytes / 1048576;
  return `${number < 10 ? number.toFixed(1) : Math.round(number)} MB`;
}

/** Why a file will not be taken, in words; empty if it may be. The limits are those that the page states. */
export function objection(file, { accepted, formats, maxBytes }) {
  const type = typeOf(file);
  if (APPLE.has(type)) {
    return "HEIC photos cannot be shown yet. Please save this one as JPEG; on an iPhone, choose Settings, Camera, Formats, Most Compatible.";
  }
  if (!accepted.includes(type)) {
    return `The gallery cannot show this kind of file: use ${formats}.`;
  }
  if (file.size === 0) {
    return "The file is empty. Perhaps it was not saved or copied completely.";
  }
  if (file.size > maxBytes) {
    return `The file is larger than the ${megabytes(maxBytes)} that the gallery takes. Please make it smaller first.`;
  }
  return "";
}

/** The files of a drop or a paste. */
export function filesOf(transfer) {
  return [...(transfer?.files ?? [])];
}
