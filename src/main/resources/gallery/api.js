// What the gallery answers to programs; see docs/http.md.

/** An answer that is not the one asked for, or none at all (status 0). */
export class ApiError extends Error {
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether asking again later may help. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const NO_ANSWER = "The gallery does not answer. Please check your connection.";

async function ask(path) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" } });
  } catch {
    throw new ApiError(0, NO_ANSWER, 0);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const seconds = Number(response.headers.get("Retry-After")) || 0;
    throw new ApiError(response.status, body.message ?? NO_ANSWER, seconds);
  }
  return body;
}

/** A page of pictures, newest first: those after a cursor, or the newest of all. */
export function images(after) {
  return ask(after ? `/images?after=${encodeURIComponent(after)}` : "/images");
}

/** What S3 wants posted before a file of that name and type. */
export function uploadForm(name, type) {
  return ask(`/upload-form?name=${encodeURIComponent(name.toWellFormed?.() ?? name)}&type=${encodeURIComponent(type)}`);
}

/** What has become of an upload. */
export function uploadStatus(key) {
  return ask(`/uploads/${encodeURIComponent(key)}`);
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
