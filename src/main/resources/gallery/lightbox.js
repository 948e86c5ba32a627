// One photo at a time, large. The address names it, so that it can be sent to others.

const SWIPE = 48;

export class Lightbox {
  #dialog = document.querySelector("dialog.lightbox");
  #grid;
  #item;
  #pushed = false;
  #swipeFrom;

  constructor(grid) {
    this.#grid = grid;
    document.querySelector("ul.photos").addEventListener("click", (event) => this.#clicked(event));
    window.addEventListener("popstate", () => this.#follow());
    this.#button(".close").addEventListener("click", () => this.#dialog.close());
    this.#button(".previous").addEventListener("click", () => this.#step(-1));
    this.#button(".next").addEventListener("click", () => this.#step(1));
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("click", (event) => event.target.matches("figure, dialog") && this.#dialog.close());
    this.#dialog.addEventListener("pointerdown", (event) => (this.#swipeFrom = event.clientX));
    this.#dialog.addEventListener("pointerup", (event) => this.#swiped(event.clientX));
  }

  /** Shows the photo that the address names. False if it is not on this page. */
  openFromAddress() {
    const cursor = new URL(location.href).searchParams.get("photo");
    const item = cursor && this.#grid.find(cursor);
    if (item) {
      this.#show(item);
    }
    return !cursor || Boolean(item);
  }

  #button(selector) {
    return this.#dialog.querySelector(selector);
  }

  #clicked(event) {
    const link = event.target.closest("a.photo");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain) {
      event.preventDefault();
      this.#pushed = true;
      history.pushState({}, "", link.href);
      this.#show(link.closest("li"));
    }
  }

  #show(item) {
    this.#item = item;
    const from = item.querySelector("img");
    const to = this.#dialog.querySelector("img");
    to.width = from.getAttribute("width");
    to.height = from.getAttribute("height");
    to.alt = from.alt;
    to.src = from.src;
    this.#dialog.querySelector("bdi").textContent = item.querySelector("bdi").textContent;
    const time = item.querySelector("time");
    this.#dialog.querySelector("time").dateTime = time.dateTime;
    this.#dialog.querySelector("time").textContent = time.textContent;
    this.#button(".previous").disabled = !item.previousElementSibling;
    this.#button(".next").disabled = !item.nextElementSibling && !document.querySelector("nav a[rel=next]");
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  async #step(by) {
    const neighbour = () => (by < 0 ? this.#item.previousElementSibling : this.#item.nextElementSibling);
    if (!neighbour() && by > 0) {
      await this.#grid.more().catch(() => false);
    }
    const item = neighbour();
    if (item && this.#dialog.open) {
      history.replaceState({}, "", item.querySelector("a").href);
      this.#show(item);
    }
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#step(step);
    }
  }

  #swiped(to) {
    const moved = to - this.#swipeFrom;
    if (Math.abs(moved) > SWIPE) {
      this.#step(moved < 0 ? 1 : -1);
    }
  }

  /** Back or forward was used. */
  #follow() {
    this.#pushed = false;
    if (new URL(location.href).searchParams.has("photo")) {
      this.openFromAddress();
    } else if (this.#dialog.open) {
      this.#dialog.close();
    }
  }

  #closed() {
    const link = this.#item.querySelector("a");
    this.#dialog.querySelector("img").removeAttribute("src");
    if (this.#pushed) {
      this.#pushed = false;
      history.back();
    } else if (new URL(location.href).searchParams.has("photo")) {
      history.replaceState({}, "", "/");
    }
    link.focus();
  }
}
