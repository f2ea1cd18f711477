// What a phone shows: one question at a time, or why there is none.
"use strict";

const WAITING = "Tap an answer. Hidden until all are shown.";
const VERBAL = [[8, "Extremely more"], [5, "Much more"], [2, "More"]];
const TIMES = [9, 8, 7, 6, 5, 4, 3, 2];
const ASKED = ["asking", "revealed", "discussing"];
const OVER = ["closed", "accepted", "abandoned"];
const LEVELS = ["None", "Low", "Moderate", "Strong", "Extreme"];
const RATES = [
  "Does nothing for it", "Helps a little, or indirectly", "Helps in a way that can be measured",
  "Without it the objective is clearly harder to reach", "The objective stands or falls with it",
];
const FOLLOWS = "You follow, you do not vote.";
const KEPT_OUT = {
  shown: "Answers to it were shown before you answered, so nobody can be added.",
  list: "The list of voters is kept by the facilitator.",
};

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const heading = (words) => element("h1", { textContent: words });
const text = (words) => element("p", { textContent: words });

function draw() {
  const { shown, me } = told;
  const asked = shown.beforehand || (shown.question && !shown.question.warm_up && ASKED.includes(shown.stage));
  const at = asked ? question() : null;
  const place = shown.beforehand && at ? `${walked().indexOf(at) + 1} of ${walked().length}` : at?.number;
  const number = place ? `Question ${place} · ` : "";
  document.getElementById("place").textContent = `${number}${me.seat}`;
  document.getElementById("keeps").textContent = kept();
  const open = document.activeElement?.dataset?.key;
  main.replaceChildren(...(shown.practice ? [element("p", { className: "practice", textContent: "Practice. Nothing of this counts." })] : []), ...parts());
  if (open) main.querySelector(`[data-key="${open}"]`)?.focus();
}

function kept() {
  const { shown, me } = told;
  if (!me.votes) return shown.anonymous ? "Anonymous: nobody, not even the facilitator, can see whose an answer is." : "Answers bear the names of those who give them.";
  return shown.anonymous
    ? "Anonymous: nobody, not even the facilitator, can see which answer is yours."
    : "Your answers bear your name; the facilitator shows them after each question.";
}

function parts() {
  const { shown, me } = told;
  if (shown.beforehand && !question()) return [heading("You are asked none of these questions."), ...conflicts()];
  if (shown.beforehand) return [...(mayAnswer(question()) ? asking() : following()), walking()];
  if (shown.stage === "asking") return mayAnswer(question()) ? asking() : following();
  if (shown.stage === "revealed" || shown.stage === "discussing") return revealed();
  if (OVER.includes(shown.stage)) return over();
  if (!me.votes) return [heading(FOLLOWS), text("Questions and answers appear on the wall and here. If you should vote, tell the facilitator.")];
  return [heading("You are in."), text("The next question appears here. You can lock your phone; your place is kept."), ...conflicts()];
}

function conflicts() {
  const of = told.me.conflicts;
  return of.length ? [text(`You have a conflict of interest and are not asked about: ${of.join("; ")}.`)] : [];
}

// A question that others answer, and why not whoever holds this phone.
function following() {
  const { me } = told, asked = question();
  const of = [asked.left.name, asked.right.name].filter((name) => me.conflicts.includes(name)).join(", ");
  const why = me.kept_out[asked.id] === "conflict" ? `You have a conflict of interest: ${of}.` : KEPT_OUT[me.kept_out[asked.id]];
  const head = me.votes ? [heading("You do not vote on this question."), text(why)] : [heading(FOLLOWS), text("Others answer this question now.")];
  return [...head, ...sides(asked), ...ground(asked)];
}

// Back and forth between the questions that are answered beforehand: those of one's own, or all where one only follows.
function walking() {
  const all = walked();
  const at = all.indexOf(question());
  const step = (by, words) => {
    const button = element("button", { className: "choice middle", textContent: words, disabled: !all[at + by] });
    button.onclick = () => { place = all[at + by].id; said = ["", ""]; draw(); scrollTo(0, 0); };
    return button;
  };
  const row = element("div", { className: "row" }, step(-1, "Back"), step(1, "Next"));
  return element("div", {}, row, text(told.me.votes ? howFar(all) : ""));
}

function howFar(own) {
  const has = (each) => answers()[`${each.id}/${each.round}`]?.saved || told.me.answered.includes(each.id);
  const done = own.filter(has).length;
  const others = told.shown.beforehand.length - own.length;
  const far = done === own.length ? "You have answered everything. You can still change it until the session begins."
    : `${done} of ${own.length} answered. You can stop and come back.`;
  return others ? `${far} You are not asked ${others} that others answer.` : far;
}

function asking() {
  const { kind, scale } = told.shown;
  const now = question();
  const held = mine();
  const top = kind === "challenge"
    ? [heading("How much does it serve the objective?"), ...sides(now), ...ground(now)]
    : [heading(scale === "saaty" ? "Which matters more, and how many times?" : "Which matters more, and by how much?")];
  const body = kind === "challenge" ? ratings(held) : scale === "saaty" ? nineEachWay(held) : sevenLevels(held);
  const nothing = element("button", { className: "plain", textContent: held && held.answer === null ? "You chose not to say." : "I would rather not say" });
  nothing.onclick = () => vote(null);
  const saved = held?.before ? ["Your answer from before counts unless you change it.", "saved"]
    : held?.saved && !said[0] ? ["Saved. You can still change it.", "saved"]
    : !held && told.me.answered.includes(now.id) && !said[0] ? ["Your answer is in, from another device.", "saved"] : said[0] ? said : [WAITING, ""];
  return [...top, element("p", { id: "said", className: `said ${saved[1]}`, textContent: saved[0], role: "status" }), ...body, ...yours(held), nothing];
}

// One's own answer in words; only this phone knows it.
function yours(held) {
  if (!held || held.answer === null) return [];
  return [element("p", { className: "yours" }, "Your answer: ", element("b", { textContent: answerWords(held.answer) }), ".")];
}

function answerWords(answer) {
  const { kind, scale } = told.shown;
  if (kind === "challenge") return LEVELS[answer];
  if (answer === 0) return "both matter equally";
  const { name } = answer < 0 ? question().left : question().right;
  return scale === "saaty" ? `${name}, ${times(answer)}` : `${name} ${degree(answer).toLowerCase()}`;
}

const times = (answer) => `${Math.abs(answer) + 1} times as important`;
const degree = (answer) => VERBAL.find(([level]) => level === Math.abs(answer))?.[1] ?? times(answer);

// What is known of a rating. How it is rated so far is not said before everybody has answered: it would lead them.
function ground(asked) {
  const held = asked.evidence;
  if (!held) return [];
  return [
    element("p", { className: "ground" }, "Evidence: ", held.told.replace(/\.+$/, "") || "none is given", ". ",
      ...(held.money ? [element("b", { textContent: held.money }), " hang on this."] : [])),
  ];
}

function sides(asked) {
  return [side(asked.left, "left"), side(asked.right, "right")];
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

function labelled(button, words) {
  button.setAttribute("aria-label", words);
  return button;
}

const equal = (held) => choice(0, "Both matter equally", "", "middle", held);

function sevenLevels(held) {
  const { left, right } = question();
  const one = ([level, words], sign) => labelled(choice(sign * level, words, "", sign < 0 ? "left" : "right", held), `${words}: ${(sign < 0 ? left : right).name}`);
  return [
    side(left, "left"),
    element("div", { className: "choices" }, ...VERBAL.map((each) => one(each, -1)), equal(held), ...[...VERBAL].reverse().map((each) => one(each, 1))),
    side(right, "right"),
  ];
}

// From nine times the one to nine times the other, read as lines are: each half stands at the objective it speaks for.
function nineEachWay(held) {
  const { left, right } = question();
  const one = (many, sign) => labelled(choice(sign * (many - 1), `${many}`, "", `number ${sign < 0 ? "left" : "right"}`, held), `${many} times: ${(sign < 0 ? left : right).name}`);
  return [
    side(left, "left"),
    element("div", { className: "steps" }, ...TIMES.map((many) => one(many, -1)), equal(held), ...[...TIMES].reverse().map((many) => one(many, 1))),
    side(right, "right"),
  ];
}

function ratings(held) {
  return [element("div", { className: "choices" }, ...LEVELS.map((words, level) => choice(level, words, question().levels?.[level] || RATES[level], "", held)).reverse())];
}

function revealed() {
  const { question: asked, kind, stage } = told.shown;
  const head = heading(stage === "discussing" ? "Talk about it." : asked.counts ? "The answers are on the wall." : "This question is closed.");
  // A phone that lies on the table during the discussion must not tell what nobody is to know.
  const own = told.shown.anonymous ? [] : yours(mine());
  if (!asked.counts) return [head, ...sides(asked), ...ground(asked), text("Fewer than three answered, so the answers are not shown."), ...own];
  const given = Object.keys(asked.counts).filter((name) => name !== "none").map(Number);
  const of = (those) => element("div", { className: "bars" }, ...those);
  if (kind === "challenge") return [head, ...sides(asked), ...ground(asked), of(bars(given.sort((a, b) => b - a))), ...own];
  return [head, of([side(asked.left, "left"), ...bars(given.sort((a, b) => a - b)), side(asked.right, "right")]), ...own];
}

function bars(given) {
  const { question: asked, kind, scale } = told.shown;
  const most = Math.max(...Object.values(asked.counts));
  const words = (answer) => kind === "challenge" ? LEVELS[answer] : answer === 0 ? "Equal" : scale === "saaty" ? `${Math.abs(answer) + 1} times` : degree(answer);
  return given.flatMap((answer) => [
    element("span", { textContent: words(answer) }),
    element("i", { className: kind === "challenge" || answer < 0 ? "" : answer > 0 ? "right" : "middle", style: `width:${(100 * asked.counts[answer]) / most}%` }),
    element("span", { textContent: asked.counts[answer] }),
  ]);
}
