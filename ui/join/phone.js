// One question at a time. Answers are shown as saved only when the server has said so; what was not said is sent again.
"use strict";

const base = document.body.dataset.base;
const main = document.getElementById("main");
const WAITING = "Tap an answer. Nobody sees it until all are shown.";
const WAITS = [300, 700, 1500, 3000, 5000];
const VERBAL = [[8, "Extremely more"], [5, "Much more"], [2, "More"]];
const ASKED = ["asking", "revealed", "discussing"];
const LEVELS = ["None", "Low", "Moderate", "Strong", "Extreme"];
const RATES = [
  "Does nothing for it", "Helps a little, or indirectly", "Helps in a way that can be measured",
  "Without it the objective is clearly harder to reach", "The objective stands or falls with it",
];

let told = null, socket = null, tries = 0, drawn = "", said = ["", ""], left = false;

function stored(name, fallback) {
  try { return JSON.parse(localStorage.getItem(name)) ?? fallback; } catch { return fallback; }
}

function keep(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch { memory[name] = value; }
}

// Where the browser keeps nothing (private mode), the page itself remembers until it is closed.
const memory = {};

function ballotKey(workshop) {
  const name = `bellwether-key-${workshop}`;
  let key = stored(name, memory[name]);
  if (!key) {
    key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keep(name, key);
  }
  return key;
}

// Beforehand the phone itself goes from question to question; live there is only the one under way.
let place = null;

function question() {
  const { beforehand, question } = told.shown;
  if (!beforehand) return question;
  if (place === null) place = Math.max(0, beforehand.findIndex((each) => !answers()[`${each.id}/${each.round}`]));
  return beforehand[Math.min(place, beforehand.length - 1)];
}

function mayAnswer() {
  return told.me.may_answer.includes(question().id);
}

function answers() {
  const name = `bellwether-answers-${told.shown.workshop}`;
  return stored(name, memory[name]) ?? {};
}

function remember(question, round, value) {
  const all = answers();
  all[`${question}/${round}`] = value;
  keep(`bellwether-answers-${told.shown.workshop}`, all);
}

function mine() {
  const { id, round: last } = question();
  const all = answers();
  for (let round = last; round > 0; round--) {
    const held = all[`${id}/${round}`];
    if (held) return round === last ? held : { answer: held.answer, saved: true, before: true };
  }
  return null;
}

function connect() {
  if (left || (socket && socket.readyState <= WebSocket.OPEN)) return;
  const address = new URL(`${base}/live`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => { tries = 0; line("", false); };
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = (event) => {
    if (event.code === 4404) return gone();
    line("Line lost. Your answers are kept.", true);
    setTimeout(connect, WAITS[Math.min(tries++, WAITS.length - 1)]);
  };
}

function gone() {
  left = true;
  location.href = base;
}

function line(words, lost) {
  const place = document.getElementById("line");
  place.textContent = words;
  place.classList.toggle("lost", lost);
}

function take(message) {
  if (message.shown) {
    told = message;
    return show();
  }
  if (message.saved) {
    const { question, round, answer } = message.saved;
    remember(question, round, { answer, saved: true });
    if (told && here()?.id === question) say("Saved. You can still change it.", "saved");
    return draw();
  }
  if (message.noted) return say("It is in the minutes.", "saved");
  if (message.refused) {
    const all = answers(), name = `${message.question}/${message.round}`;
    if (all[name] && !all[name].saved) { delete all[name]; keep(`bellwether-answers-${told.shown.workshop}`, all); }
    say(message.refused, "refused");
    return draw();
  }
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function vote(answer) {
  const { id, round } = question();
  remember(id, round, { answer, saved: false });
  say("Saving.", "");
  draw();
  send({ question: id, round, answer, key: ballotKey(told.shown.workshop) });
}

// The questions that can be answered now.
function here() {
  const { stage, beforehand } = told.shown;
  return stage === "asking" || beforehand ? question() : null;
}

function show() {
  const at = `${told.shown.version}`;
  if (drawn !== at) { drawn = at; said = ["", ""]; }
  draw();
  // An answer that was never said to be saved is sent again: under the same key it cannot count twice.
  const open = told.shown.beforehand ?? (told.shown.stage === "asking" ? [told.shown.question] : []);
  for (const { id, round } of open) {
    const held = answers()[`${id}/${round}`];
    if (held && !held.saved) send({ question: id, round, answer: held.answer, key: ballotKey(told.shown.workshop) });
  }
}

function say(words, how) {
  said = [words, how];
  const place = document.getElementById("said");
  if (place) { place.textContent = words; place.className = `said ${how}`; }
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function draw() {
  const { shown, me } = told;
  const asked = shown.beforehand || (shown.question && !shown.question.warm_up && ASKED.includes(shown.stage));
  const of = shown.beforehand ? ` of ${shown.beforehand.length}` : "";
  const number = asked ? `Question ${question().number}${of} · ` : "";
  document.getElementById("place").textContent = `${number}${me.seat}`;
  document.getElementById("keeps").textContent = shown.anonymous
    ? "Anonymous: nobody, not even the facilitator, can see which answer is yours."
    : "Your answers bear your name; the facilitator shows them after each question.";
  const open = document.activeElement?.dataset?.key;
  main.replaceChildren(...(shown.practice ? [element("p", { className: "practice", textContent: "Practice. Nothing of this counts." })] : []), ...parts());
  if (open) main.querySelector(`[data-key="${open}"]`)?.focus();
}

function parts() {
  const { shown, me } = told;
  if (shown.beforehand) return [...(mayAnswer() ? asking() : [heading("You do not vote on this question.")]), walking()];
  if (shown.stage === "asking") return mayAnswer() ? asking() : [heading("You do not vote on this question."), text("Follow it on the wall.")];
  if (shown.stage === "revealed" || shown.stage === "discussing") return revealed();
  if (["closed", "accepted", "abandoned"].includes(shown.stage)) return over();
  return [heading("You are in."), text("The next question appears here. You can lock your phone; your place is kept.")];
}

const heading = (words) => element("h1", { textContent: words });
const text = (words) => element("p", { textContent: words });

// Back and forth between the questions that are answered beforehand.
function walking() {
  const all = told.shown.beforehand;
  const at = all.indexOf(question());
  const done = all.filter((each) => answers()[`${each.id}/${each.round}`]?.saved).length;
  const step = (by, words) => {
    const button = element("button", { className: "choice middle", textContent: words, disabled: !all[at + by] });
    button.onclick = () => { place = at + by; said = ["", ""]; draw(); scrollTo(0, 0); };
    return button;
  };
  return element("div", {}, element("div", { className: "row" }, step(-1, "Back"), step(1, "Next")), text(
    done === all.length ? "You have answered everything. You can still change it until the session begins."
      : `${done} of ${all.length} answered. You can stop and come back.`));
}

function asking() {
  const { kind, scale } = told.shown;
  const now = question();
  const held = mine();
  const top = kind === "challenge"
    ? [heading("How much does it serve the objective?"), side(now.left, "left"), side(now.right, "right"), ...evidence(now)]
    : [heading("Which matters more, and by how much?")];
  const body = kind === "challenge" ? ratings(held) : scale === "saaty" ? sliding(held) : sevenLevels(held);
  const nothing = element("button", { className: "plain", textContent: held && held.answer === null ? "You chose not to say." : "I would rather not say" });
  nothing.onclick = () => vote(null);
  const saved = held?.before ? ["Your answer from before counts unless you change it.", "saved"]
    : held?.saved && !said[0] ? ["Saved. You can still change it.", "saved"]
    : !held && told.me.answered.includes(now.id) && !said[0] ? ["Your answer is in, from another device.", "saved"] : said[0] ? said : [WAITING, ""];
  return [...top, element("p", { id: "said", className: `said ${saved[1]}`, textContent: saved[0], role: "status" }), ...body, nothing];
}

function evidence(asked) {
  const held = asked.evidence;
  if (!held) return [];
  // How it is rated so far is not said before everybody has answered: it would lead them.
  return held.evidence ? [text(`Evidence: ${held.evidence}`)] : [];
}

function side(named, which) {
  return element("div", { className: `side ${which}` }, element("b", { textContent: named.name }), element("span", { textContent: named.statement }));
}

function choice(answer, words, small, which, held) {
  const button = element("button", { className: `choice ${which}` }, words, small ? element("small", { textContent: small }) : null);
  button.dataset.key = `answer${answer}`;
  button.setAttribute("aria-pressed", String(Boolean(held) && held.answer === answer));
  button.onclick = () => vote(answer);
  return button;
}

function named(button, about) {
  button.setAttribute("aria-label", `${button.firstChild.textContent}: ${about}`);
  return button;
}

function sevenLevels(held) {
  const { left, right } = question();
  const lefts = VERBAL.map(([level, words]) => named(choice(-level, words, "", "left", held), left.name));
  const rights = [...VERBAL].reverse().map(([level, words]) => named(choice(level, words, "", "right", held), right.name));
  return [
    side(left, "left"),
    element("div", { className: "choices" }, ...lefts, choice(0, "Both matter equally", "", "middle", held), ...rights),
    side(right, "right"),
  ];
}

function sliding(held) {
  const { left, right } = question();
  const value = held?.answer ?? 0;
  const words = (at) => at === 0 ? "Both matter equally" : `${at < 0 ? left.name : right.name}: ${Math.abs(at) + 1} times as important`;
  const out = element("p", { textContent: words(value), role: "status" });
  const range = element("input", { type: "range", min: -8, max: 8, step: 1, value });
  range.dataset.key = "range";
  range.setAttribute("aria-label", "From the first objective to the second");
  range.setAttribute("aria-valuetext", words(value));
  range.oninput = () => { out.textContent = words(Number(range.value)); range.setAttribute("aria-valuetext", out.textContent); };
  const equal = element("button", { className: "choice middle", textContent: "Equal" });
  equal.onclick = () => { range.value = 0; range.oninput(); };
  const give = element("button", { className: "go", textContent: held ? "Change my answer" : "Give this answer" });
  give.onclick = () => vote(Number(range.value));
  return [side(left, "left"), range, side(right, "right"), out, element("div", { className: "row" }, equal, give)];
}

function ratings(held) {
  return [element("div", { className: "choices" }, ...LEVELS.map((words, level) => choice(level, words, told.shown.levels?.[level] ?? RATES[level], "left", held)).reverse())];
}

function revealed() {
  const { question, kind, stage } = told.shown;
  const head = heading(stage === "discussing" ? "Talk about it." : question.counts ? "The answers are on the wall." : "This question is closed.");
  const sides = [side(question.left, "left"), side(question.right, "right")];
  if (!question.counts) return [head, ...sides, text("Fewer than three answered, so the answers are not shown.")];
  const most = Math.max(...Object.values(question.counts));
  const order = Object.keys(question.counts).filter((name) => name !== "none").map(Number).sort((a, b) => (kind === "challenge" ? b - a : a - b));
  const bars = order.flatMap((answer) => [
    element("span", { textContent: kind === "challenge" ? LEVELS[answer] : answer === 0 ? "equal" : `${Math.abs(answer) + 1}×` }),
    element("i", { className: answer > 0 && kind !== "challenge" ? "right" : "", style: `width:${(100 * question.counts[answer]) / most}%` }),
    element("span", { textContent: question.counts[answer] }),
  ]);
  return [head, ...sides, element("div", { className: "bars" }, ...bars)];
}

function over() {
  const words = element("textarea", { rows: 3, maxLength: 1000 });
  const name = element("input", { maxLength: 80, autocomplete: "off" });
  const put = element("button", { className: "go", textContent: "Put it in the minutes" });
  put.onclick = () => send({ words: words.value, name: name.value });
  return [
    heading(told.shown.stage === "abandoned" ? "The workshop was ended." : "Thank you. The result is on the wall."),
    text("Did you see it otherwise? Say so in the minutes, with your name or without."),
    element("label", {}, "Your view", words),
    element("label", {}, "Your name, if you want it there", name),
    put,
    element("p", { id: "said", className: `said ${said[1]}`, textContent: said[0], role: "status" }),
  ];
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) { tries = 0; connect(); } });
addEventListener("online", connect);
connect();
