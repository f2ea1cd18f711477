// A hand trembles: a press becomes a drag only past this many pixels.
const STEADY = 6;
// How long a card is held over the other column before its price is asked for, and how far outside still counts.
const DWELL = 250, MARGIN = 60, SETTLE = 200;

const boards = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  if (!boards.has(root)) boards.set(root, new Board(root));
  const board = boards.get(root);
  board.take(component);
  return () => { board.letGo(true); boards.delete(root); };
}

class Board {
  constructor(root) {
    this.root = root;
    this.board = root.querySelector(".board");
    this.drag = null;
    this.lists = {};
    this.onKey = (event) => { if (event.key === "Escape") this.letGo(); };
    this.board.onpointerdown = (event) => this.press(event);
    this.board.onpointermove = (event) => this.move(event);
    this.board.onpointerup = (event) => this.drop(event);
    this.board.onpointercancel = () => this.letGo();
    // A finger is first held by what it touched; only what the board itself loses ends a drag.
    this.board.onlostpointercapture = (event) => { if (event.target === this.board) this.letGo(); };
    this.board.onclick = (event) => {
      const button = event.target.closest("button");
      if (button) this.send(button.closest(".card"));
    };
    this.board.onkeydown = (event) => this.walk(event);
    this.board.onfocusin = (event) => this.enter(event.target.closest("button"));
  }

  take({ data, setTriggerValue }) {
    this.data = data;
    this.trigger = setTriggerValue;
    // A card that is held is not taken out of the reader's hand: the board is drawn when it is put down.
    if (!this.drag?.begun) return this.draw();
    this.tell();
  }

  draw() {
    const { columns, said } = this.data;
    const before = this.places();
    const focused = this.root.activeElement?.closest?.(".card")?.dataset.key;
    this.say(said);
    for (const column of columns) this.column(column);
    if (focused) this.focus(focused);
    this.settle(before);
  }

  column(column) {
    const list = (this.lists[column.side] ??= this.frame(column.side));
    const part = list.closest(".column");
    for (const name of ["title", "count", "more", "empty"]) part.querySelector("." + name).textContent = column[name];
    list.replaceChildren(...column.cards.map((card) => this.card(card, column.side)));
    list.querySelector("button")?.setAttribute("tabindex", "0");
  }

  frame(side) {
    const part = make("div", "column");
    const head = make("p", "head");
    const title = make("span", "title");
    title.id = "title-" + side;
    head.append(title, make("span", "count"));
    const list = make("ul", "");
    list.setAttribute("aria-labelledby", title.id);
    list.dataset.side = side;
    part.append(head, list, make("p", "empty"), make("p", "more"));
    this.board.querySelector(".columns").append(part);
    return list;
  }

  card(card, side) {
    const item = make("li", card.by_hand ? "card by-hand" : "card");
    Object.assign(item.dataset, { key: card.key, side });
    item.facts = card;
    const about = make("span", "about", card.about);
    if (card.by_hand) {
      const hand = make("span", "hand");
      hand.append(this.board.querySelector("template.pin").content.cloneNode(true), this.data.by_hand);
      about.append(hand);
    }
    const button = make("button", "", card.action);
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("aria-label", card.label);
    item.append(make("span", "name", card.name), about, button);
    return item;
  }

  press(event) {
    const item = event.target.closest(".card");
    if (!item || event.button !== 0 || !event.isPrimary || event.target.closest("button")) return;
    this.drag = { item, id: event.pointerId, x: event.clientX, y: event.clientY, begun: false, over: false };
  }

  move(event) {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.begun) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < STEADY) return;
      this.begin(drag);
    }
    const across = event.clientX - drag.x, down = event.clientY - drag.y;
    drag.ghost.style.transform = `translate(${drag.box.left + across}px, ${drag.box.top + down}px)`;
    const over = this.isOver(event, other(drag.item.dataset.side));
    if (over !== drag.over) this.hover(drag, over);
  }

  begin(drag) {
    drag.begun = true;
    drag.box = drag.item.getBoundingClientRect();
    this.board.setPointerCapture(drag.id);
    // A picture of the card, outside the lists: they may hold list items only, and cut off what leaves them.
    drag.ghost = make("div", `${drag.item.className} ghost`);
    drag.ghost.style.width = `${drag.box.width}px`;
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.append(...drag.item.cloneNode(true).childNodes, make("span", "price"));
    drag.ghost.querySelector("button").disabled = true;
    this.board.append(drag.ghost);
    drag.item.classList.add("away");
    window.addEventListener("keydown", this.onKey);
  }

  isOver({ clientX: x, clientY: y }, side) {
    const box = this.lists[side].closest(".column").getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top - MARGIN && y <= box.bottom + MARGIN;
  }

  hover(drag, over) {
    drag.over = over;
    this.lists[other(drag.item.dataset.side)].closest(".column").classList.toggle("over", over);
    clearTimeout(drag.timer);
    if (over && !drag.item.facts.price && !drag.asked) {
      drag.timer = setTimeout(() => { drag.asked = true; this.trigger("held", where(drag.item)); }, DWELL);
    }
    this.tell();
  }

  tell() {
    const { item, ghost, over } = this.drag;
    const held = this.data.held?.key === item.dataset.key ? this.data.held.told : "";
    this.drag.known = held || this.drag.known || item.facts.price;
    ghost.querySelector(".price").textContent = over ? this.drag.known || this.data.waiting : "";
  }

  drop(event) {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.id) return;
    const { begun, over, item } = drag;
    this.letGo(begun && over);
    if (begun && over) this.send(item);
  }

  letGo(moved = false) {
    const drag = this.drag;
    this.drag = null;
    if (!drag?.begun) return;
    clearTimeout(drag.timer);
    window.removeEventListener("keydown", this.onKey);
    drag.ghost.remove();
    drag.item.classList.remove("away");
    for (const list of Object.values(this.lists)) list.closest(".column").classList.remove("over");
    if (this.board.hasPointerCapture(drag.id)) this.board.releasePointerCapture(drag.id);
    if (!moved) this.draw();
  }

  // The card is shown where it was put at once; the answer draws all of them anew.
  send(item) {
    const message = where(item), before = this.places(), focused = item.contains(this.root.activeElement);
    item.dataset.side = message.to;
    const list = this.lists[message.to];
    list.prepend(item);
    list.scrollTop = 0;
    list.closest(".column").querySelector(".empty").textContent = "";
    if (focused) this.focus(message.key);
    this.say(`${item.facts.name}: ${this.data.waiting}`);
    this.settle(before);
    this.trigger("moved", message);
  }

  say(text) {
    const said = this.board.querySelector(".said");
    if (said.textContent !== text) said.textContent = text;
  }

  walk(event) {
    const item = event.target.closest(".card");
    if (!item) return;
    const cards = [...this.lists[item.dataset.side].children], place = cards.indexOf(item);
    const across = { ArrowLeft: "in", ArrowRight: "out" }[event.key];
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: cards.length - 1 }[event.key];
    if (across === undefined && to === undefined) return;
    event.preventDefault();
    const target = across ? this.lists[across].querySelector('[tabindex="0"]') : cards[to]?.querySelector("button");
    target?.focus();
  }

  enter(button) {
    if (!button) return;
    for (const one of button.closest("ul").querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
    button.tabIndex = 0;
  }

  focus(key) {
    this.find(key)?.querySelector("button").focus({ preventScroll: true });
  }

  find(key) {
    return [...this.board.querySelectorAll("li.card")].find((item) => item.dataset.key === key);
  }

  places() {
    return new Map([...this.board.querySelectorAll("li.card")].map((item) => [item.dataset.key, spot(item)]));
  }

  settle(before) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const item of this.board.querySelectorAll("li.card")) {
      const from = before.get(item.dataset.key), to = spot(item);
      if (!from || (from.x === to.x && from.y === to.y)) continue;
      const shift = `translate(${from.x - to.x}px, ${from.y - to.y}px)`;
      item.animate([{ transform: shift }, { transform: "none" }], { duration: SETTLE, easing: "ease-out" });
    }
  }
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function other(side) {
  return side === "in" ? "out" : "in";
}

function where(item) {
  return { key: item.dataset.key, to: other(item.dataset.side) };
}

function spot(element) {
  const { x, y } = element.getBoundingClientRect();
  return { x, y };
}
