// One photo at a time, large. The address names it, so that it can be sent to others.

const SWIPE = 48;

function here() {
  return location.pathname + location.search;
}

function namesPhoto(address) {
  return new URL(address, location.href).searchParams.has("photo");
}

export class Lightbox {
  #dialog = document.querySelector("dialog.lightbox");
  #picture = this.#dialog.querySelector("img");
  #grid;
  #announce;
  #item;
  #pushed = false;
  #touch;

  /** Address for which the server made this page. */
  #page = here();

  constructor(grid, announce) {
    this.#grid = grid;
    this.#announce = announce;
    document.querySelector("ul.photos").addEventListener("click", (event) => this.#clicked(event));
    document.addEventListener("keydown", (event) => this.#key(event));
    window.addEventListener("popstate", () => this.#follow());
    this.#button(".close").addEventListener("click", () => this.close());
    this.#button(".previous").addEventListener("click", () => this.#step(-1));
    this.#button(".next").addEventListener("click", () => this.#step(1));
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("click", (event) => event.target.matches("figure, dialog") && this.close());
    this.#picture.addEventListener("error", () => this.#item && this.#grid.renew(this.#picture, this.#item));
    this.#watchTouch();
  }

  /** Shows the photo that the address names, if it is on this page. */
  openFromAddress() {
    const item = this.#grid.find(new URL(location.href).searchParams.get("photo"));
    if (item) {
      this.#show(item);
    }
    return Boolean(item);
  }

  close() {
    this.#dialog.close();
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
      history.pushState({}, "", link.href || here());
      this.#show(link.closest("li"));
    }
  }

  #show(item) {
    this.#item = item;
    const from = item.querySelector("img");
    delete this.#picture.dataset.renewed;
    this.#picture.width = from.getAttribute("width");
    this.#picture.height = from.getAttribute("height");
    this.#picture.alt = from.alt;
    this.#picture.src = from.src;
    this.#dialog.querySelector("bdi").textContent = item.querySelector("bdi").textContent;
    const time = item.querySelector("time");
    this.#dialog.querySelector("time").dateTime = time.dateTime;
    this.#dialog.querySelector("time").textContent = time.textContent;
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#enableButtons();
  }

  #enableButtons() {
    const focused = document.activeElement;
    this.#button(".previous").disabled = !this.#item.previousElementSibling;
    this.#button(".next").disabled = !this.#item.nextElementSibling && !this.#grid.hasMore;
    if (focused?.disabled) {
      this.#button(".close").focus();
    }
  }

  /** The item on show, or what has taken its place since. */
  #current() {
    if (!this.#item.isConnected) {
      this.#item = this.#grid.successorOf(this.#item) ?? this.#grid.items[0] ?? this.#item;
    }
    return this.#item;
  }

  async #step(by) {
    const neighbour = () => (by < 0 ? this.#current().previousElementSibling : this.#current().nextElementSibling);
    if (!neighbour() && by > 0 && this.#grid.hasMore) {
      await this.#grid.more().catch(() => this.#announce("The older photos cannot be loaded right now."));
    }
    if (!this.#dialog.open) {
      return;
    }
    const item = neighbour();
    if (item) {
      history.replaceState({}, "", item.querySelector("a").href || here());
      this.#show(item);
    } else {
      this.#enableButtons();
    }
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (this.#dialog.open && step && plain) {
      event.preventDefault();
      this.#step(step);
    }
  }

  /** One finger sideways, unless it moves about in an enlarged page. */
  #watchTouch() {
    this.#dialog.addEventListener("pointerdown", (event) => {
      this.#touch = event.pointerType !== "mouse" && event.isPrimary ? event : undefined;
    });
    this.#dialog.addEventListener("pointercancel", () => (this.#touch = undefined));
    this.#dialog.addEventListener("pointerup", (event) => {
      if (this.#touch?.pointerId !== event.pointerId || window.visualViewport?.scale > 1.01) {
        return;
      }
      const x = event.clientX - this.#touch.clientX;
      const y = event.clientY - this.#touch.clientY;
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) {
        this.#step(x < 0 ? 1 : -1);
      }
    });
    window.visualViewport?.addEventListener("resize", () => {
      this.#dialog.classList.toggle("zoomed", window.visualViewport.scale > 1.01);
    });
  }

  /** Back or forward was used; perhaps to a page of which this one has other photos. */
  #follow() {
    this.#pushed = false;
    if (namesPhoto(here())) {
      if (!this.openFromAddress()) {
        location.reload();
      }
    } else if (here() !== this.#page) {
      location.reload();
    } else {
      this.close();
    }
  }

  #closed() {
    const link = this.#current().querySelector("a");
    this.#picture.removeAttribute("src");
    if (this.#pushed) {
      this.#pushed = false;
      history.back();
    } else if (here() !== this.#page) {
      history.replaceState({}, "", this.#page);
    }
    link.focus();
  }
}
