// Draws lists of tasks from data; every word is set as text, and a click names the row that was meant.
function element(tag, className, words) {
  const made = document.createElement(tag)
  made.className = className
  if (words) made.textContent = words
  return made
}

function line(row, pick) {
  const item = element("li", "line")
  const button = element("button", row.again ? "row again" : "row")
  button.type = "button"
  const lamp = element("b", "lamp", row.symbol)
  lamp.style.color = row.colour
  if (row.symbol) {
    lamp.setAttribute("role", "img")
    lamp.setAttribute("aria-label", row.lamp)
  }
  const words = element("span", "words")
  const task = element("span", "task")
  if (row.number) task.append(element("span", "number", row.number))
  task.append(document.createTextNode(row.task))
  words.append(task)
  const who = element("span", "who")
  if (row.owner) who.append(element("span", "owner", row.owner))
  if (row.when) who.append(element("span", "when", row.when))
  if (who.firstChild) words.append(who)
  for (const note of row.notes) words.append(element("span", "note", note))
  button.append(lamp, words)
  button.addEventListener("click", () => pick(row.ref))
  item.append(button)
  return item
}

// How many more there are: a way to all of them where a filter finds just these, else words.
function rest(shown, open) {
  if (!shown.all) return element("p", "small", shown.more)
  const way = element("button", "row more")
  way.append(element("span", "words", shown.more))
  way.type = "button"
  way.addEventListener("click", () => open(shown.all))
  return way
}

// Entries parted by wide spaces: a line ends between two of them and within none.
function legend(words) {
  const made = element("p", "small legend", "")
  made.append(...words.split("\u3000").flatMap((entry) => [element("span", "entry", entry), "\u3000"]))
  return made
}

function section(shown, pick, open) {
  const made = element("section", "list")
  if (shown.heading) {
    const heading = element("h2", "heading", shown.heading)
    if (shown.total) heading.append(element("span", "count", String(shown.total)))
    made.append(heading)
  }
  if (shown.empty) made.append(element("p", "small", shown.empty))
  if (shown.remark) made.append(element("p", "small", shown.remark))
  if (shown.legend) made.append(legend(shown.legend))
  const lines = element("ol", "lines")
  lines.append(...shown.lines.map((row) => line(row, pick)))
  if (shown.lines.length) made.append(lines)
  if (shown.more) made.append(rest(shown, open))
  return made
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  let root = parentElement.querySelector(".lists")
  if (!root) {
    root = element("div", "lists")
    parentElement.append(root)
  }
  const pick = (ref) => setTriggerValue("picked", ref)
  const open = (name) => setTriggerValue("more", name)
  root.replaceChildren(...data.lists.map((shown) => section(shown, pick, open)))
}
