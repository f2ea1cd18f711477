const SETTLE = 160;
const KEYS = { ArrowUp: -1, ArrowDown: 1 };
const lists = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  if (!lists.has(root)) lists.set(root, new Rank(root));
  const list = lists.get(root);
  list.take(component);
  return () => { list.letGo(); lists.delete(root); };
}

class Rank {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("ol");
    this.drag = null;
    this.list.onpointerdown = (event) => this.press(event);
    this.list.onpointermove = (event) => this.move(event);
    this.list.onpointerup = (event) => this.drop(event);
    this.list.onpointercancel = () => this.undo();
    this.list.onkeydown = (event) => this.step(event);
  }

  take({ data, setTriggerValue }) {
    this.data = data;
    this.trigger = setTriggerValue;
    // An item that is held is not taken out of the reader's hand.
    if (!this.drag) this.draw();
  }

  draw() {
    const focused = this.root.activeElement?.closest?.("li")?.dataset.key;
    this.list.setAttribute("aria-label", this.data.title);
    this.list.replaceChildren(...this.data.items.map((item) => this.item(item)));
    this.number();
    if (focused) this.focus(focused);
  }

  item(given) {
    const item = make("li", "");
    item.dataset.key = given.key;
    item.dataset.name = given.name;
    const handle = make("button", "handle", "\u2261");
    handle.type = "button";
    handle.setAttribute("aria-label", fill(this.data.handle, { name: given.name }));
    item.append(handle, make("span", "place"), make("span", "name", given.name), make("span", "about", given.about));
    return item;
  }

  press(event) {
    const item = event.target.closest("li");
    // A finger on the name scrolls the page; only the handle drags it.
    if (!item || event.button !== 0 || !event.isPrimary) return;
    if (event.pointerType !== "mouse" && !event.target.closest("button")) return;
    event.preventDefault();
    item.querySelector("button").focus({ preventScroll: true });
    this.drag = { item, id: event.pointerId, y: event.clientY, before: this.order() };
    this.list.setPointerCapture(event.pointerId);
    item.classList.add("held");
  }

  move(event) {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.id) return;
    const { item } = drag;
    const above = item.previousElementSibling, below = item.nextElementSibling;
    const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
    if (above && event.clientY < middle(above)) this.shift(item, -1, drag);
    else if (below && event.clientY > middle(below)) this.shift(item, 1, drag);
    item.style.transform = `translateY(${event.clientY - drag.y}px)`;
  }

  shift(item, by, drag = null) {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return false;
    const before = other.getBoundingClientRect().top, mine = item.offsetTop;
    if (by < 0) other.before(item); else other.after(item);
    // What is held stays under the pointer though its place in the list has changed.
    if (drag) drag.y += item.offsetTop - mine;
    this.slide(other, before);
    this.number();
    return true;
  }

  slide(item, from) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const by = from - item.getBoundingClientRect().top;
    item.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: SETTLE, easing: "ease-out" });
  }

  drop(event) {
    const drag = this.drag;
    if (!drag || event.pointerId !== drag.id) return;
    this.letGo();
    if (this.order().join() !== drag.before.join()) this.send(drag.item);
  }

  undo() {
    this.letGo();
    this.draw();
  }

  letGo() {
    if (!this.drag) return;
    this.drag.item.classList.remove("held");
    this.drag.item.style.transform = "";
    this.drag = null;
  }

  step(event) {
    if (event.key === "Escape" && this.drag) return this.undo();
    const item = event.target.closest("li"), by = KEYS[event.key];
    if (!item || !by || this.drag) return;
    event.preventDefault();
    if (!this.shift(item, by)) return;
    this.focus(item.dataset.key);
    this.send(item);
  }

  send(item) {
    const order = this.order();
    const told = { name: item.dataset.name, place: order.indexOf(item.dataset.key) + 1, many: order.length };
    this.root.querySelector(".said").textContent = fill(this.data.place, told);
    this.trigger("ordered", { order });
  }

  number() {
    [...this.list.children].forEach((item, place) => { item.querySelector(".place").textContent = place + 1; });
  }

  order() {
    return [...this.list.children].map((item) => item.dataset.key);
  }

  focus(key) {
    const item = [...this.list.children].find((one) => one.dataset.key === key);
    item?.querySelector("button").focus({ preventScroll: true });
  }
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
