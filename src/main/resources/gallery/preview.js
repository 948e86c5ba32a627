// Small pictures of files that have not left the browser yet.

/** Larger ones would take more memory than a preview is worth. */
const MAX_BYTES = 24 * 1024 * 1024;

let queue = Promise.resolve();

async function draw(file, canvas) {
  if (!canvas.isConnected) {
    return;
  }
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(
    bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

/** Draws the middle of a picture, one picture after another: decoding many at once would fill the memory. */
export function drawPreview(file, canvas) {
  if (file.size <= MAX_BYTES) {
    // of no kind that this browser can show: the row does without
    queue = queue.then(() => draw(file, canvas)).catch(() => undefined);
  }
}
