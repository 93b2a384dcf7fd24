// Screens: made from the report's own sections, each with one conclusion and one chart or table; what is long goes on over several.
const WIDTH = 1920
const HEIGHT = 1080
const PHONE_WIDTH = 720 // of an upright phone: 24 of its pixels are 13 of the phone's
const desk = document.getElementById("desk")
const holder = document.getElementById("screens")
const words = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name])
const said = (pattern, values) => words(content.words[pattern], values)

function element(kind, className, text) {
  const made = document.createElement(kind)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

// What is to be shown, before anything is drawn. Tables are measured, charts were parted beforehand.
function listScreens() {
  const found = [{ kind: "cover", section: "", title: content.words.cover, sentence: document.querySelector(".masthead h1").textContent }]
  for (const section of document.querySelectorAll("#report .section")) {
    const base = {
      section: section.id,
      title: section.querySelector("h2 .name").textContent,
      sentence: section.querySelector(".sentence").textContent,
      remarks: [...section.querySelectorAll(".remarks li")].map((each) => each.textContent),
    }
    found.push(...screensOf(section, base))
  }
  const nothing = document.querySelector("#report main > .sentence")
  if (nothing) found.push({ kind: "sentence", section: "", title: "", sentence: nothing.textContent })
  return found
}

function screensOf(section, base) {
  const figures = section.querySelector(".figures")
  const items = []
  for (const each of section.querySelectorAll(".drawing[data-chart], table")) {
    if (each.matches("table")) items.push(...tableScreens(each, base))
    else items.push(...chartScreens(content.charts[each.dataset.chart], { ...base, note: noteOf(each) }))
  }
  if (!figures) return items.length ? items : [{ ...base, kind: "sentence" }]
  const first = items[0]
  if (first && first.kind === "chart" && first.parts === 1) {
    const withFigures = { ...first, figures, note: undefined }
    if (roomOf(withFigures) >= first.figure.light.layout.height * enlarged()) return [withFigures, ...items.slice(1)]
  }
  return [{ ...base, kind: "figures", figures }, ...items]
}

// What the marks of a chart mean, which its key does not say.
function noteOf(drawing) {
  const [note, onPhone] = [".note:not(.phone)", ".note.phone"].map((kind) => drawing.closest("figure").querySelector(kind))
  return ((isSmall() && onPhone) || note)?.textContent
}

// An upright phone has the form of a chart that is made for it, in the phone's own pixels.
const isSmall = () => desk.classList.contains("small")
const enlarged = () => (isSmall() ? 1 / scale : 1)

function chartScreens(chart, base) {
  const upright = chart.upright.length ? chart.upright : [chart.phone]
  const figures = isSmall() ? upright : chart.wall
  return figures.map((figure, n) => ({ ...base, kind: "chart", chart, figure, part: n + 1, parts: figures.length }))
}

function tableScreens(table, base) {
  const rows = [...table.tBodies[0].rows].slice(0, Number(table.dataset.most || Infinity))
  const left = table.dataset.left || ""
  if (!rows.length) return []
  const measuring = skeleton({ ...base, kind: "table" })
  measuring.classList.add("measuring", "large")
  holder.append(measuring)
  fitClaim(measuring)
  const body = measuring.querySelector(".body")
  const all = [...table.tHead.rows[0].cells].map((_, n) => n).filter((n) => !table.tHead.rows[0].cells[n].classList.contains("ref"))
  const large = !isSmall() && rows.length <= MOST_LARGE && fits(table, all, rows, body)
  measuring.classList.toggle("large", large)
  const blocks = isSmall() && !isWhole(tableOf(table, all, rows, ""), body)
  const limit = isSmall() ? body.clientHeight - ROOM_BENEATH : TALLEST
  const columns = large ? all : chosenColumns(table, all, rows.slice(0, 40), body, limit, blocks)
  const whole = tableOf(table, columns, rows, "", undefined, blocks)
  body.replaceChildren(whole)
  const widths = blocks ? undefined : [...whole.tHead.rows[0].cells].map((cell) => cell.getBoundingClientRect().width / scale)
  const dropped = droppedNames(table, columns)
  const head = (whole.tBodies[0].getBoundingClientRect().top - whole.getBoundingClientRect().top) / scale
  const room = body.clientHeight - head - underneath(dropped, body) - underneath(left, body)
  const pages = shared([...whole.tBodies[0].rows].map((row) => row.getBoundingClientRect().height / scale), room)
  measuring.remove()
  return pages.map(([from, to], n) => ({
    ...base, kind: "table", table, large, columns, widths, blocks, dropped, rows: rows.slice(from, to), part: n + 1, parts: pages.length,
    left: n === pages.length - 1 ? left : "",
  }))
}

// What a line beneath a table takes; on a phone it may be several.
function underneath(words, body) {
  if (!words) return 0
  const line = body.appendChild(element("p", "others", words))
  const taken = line.offsetHeight + 4
  line.remove()
  return taken
}

// A short table is set larger.
const MOST_LARGE = 12
const TALLEST = 190
const ROOM_BENEATH = 150
function fits(table, columns, rows, body) {
  const whole = tableOf(table, columns, rows, "")
  return isWhole(whole, body) && whole.offsetHeight <= body.clientHeight
}

function isWhole(whole, body) {
  body.replaceChildren(whole)
  return whole.scrollWidth <= body.clientWidth
}

// The way back to the row is for the file; beyond that, columns are left out until the rest can be read: first those that are said
// to give way, then from the end.
const rank = (head) => Number(head.dataset.yields || Infinity)
function chosenColumns(table, all, rows, body, limit, blocks) {
  const heads = [...table.tHead.rows[0].cells]
  const kept = [...all]
  for (;;) {
    const shown = tableOf(table, kept, rows, "", undefined, blocks)
    body.replaceChildren(shown)
    const tallest = Math.max(...[...shown.tBodies[0].rows].map((row) => row.offsetHeight))
    const spare = kept.filter((n) => !heads[n].classList.contains("wide"))
    if ((shown.scrollWidth <= body.clientWidth && tallest <= limit) || kept.length <= 3 || spare.length < 2) return kept
    const first = spare.reduceRight((found, n) => (rank(heads[n]) < rank(heads[found]) ? n : found), spare.at(-1))
    kept.splice(kept.indexOf(first), 1)
  }
}

function droppedNames(table, columns) {
  const heads = [...table.tHead.rows[0].cells]
  const names = heads.filter((head, n) => !columns.includes(n) && !head.classList.contains("ref")).map((head) => head.textContent)
  const told = names.length ? said("more_columns", { names: names.join(content.words.comma) }) : ""
  return told && isSmall() ? `${told}${content.words.sideways}` : told
}

// Rows in order, as many to a screen as fit; at least one.
function shared(heights, room) {
  const pages = []
  let from = 0
  let used = 0
  heights.forEach((height, n) => {
    if (n > from && used + height > room) {
      pages.push([from, n])
      from = n
      used = 0
    }
    used += height
  })
  pages.push([from, heights.length])
  return pages
}

// As blocks a row has each cell under its heading, as in the report on a phone.
function tableOf(table, columns, rows, caption, widths, blocks) {
  const made = element("table", blocks ? "blocks" : "")
  made.createCaption().textContent = caption || table.caption.textContent
  if (widths) {
    const group = made.appendChild(element("colgroup"))
    for (const width of widths) group.appendChild(element("col")).style.width = `${width}px`
  }
  const head = made.createTHead().insertRow()
  for (const n of columns) head.append(table.tHead.rows[0].cells[n].cloneNode(true))
  const body = made.createTBody()
  for (const row of rows) {
    const line = body.insertRow()
    for (const n of columns) {
      const cell = line.insertCell()
      if (row.cells[n].className) cell.className = row.cells[n].className
      cell.append(together(row.cells[n]))
      if (!blocks) continue
      cell.dataset.label = table.tHead.rows[0].cells[n].textContent
      cell.classList.toggle("empty", !cell.textContent)
    }
  }
  return made
}

// The words of a cell; a short one keeps what it ends with in brackets on one line.
function together(cell) {
  const made = element("div")
  const parts = cell.classList.contains("wide") ? null : /^(.+?)(\s*)([（(][^（()）]{1,16}[）)])$/.exec(cell.textContent)
  if (parts) made.append(parts[1] + parts[2], element("span", /^（[\p{L}\p{N}]+）$/u.test(parts[3]) ? "whole in-han" : "whole", parts[3]))
  else made.textContent = cell.textContent
  return made
}

// A conclusion in its clauses, each with the mark that ends it; what stands in quotes or brackets is one with what is around it.
function clausesOf(sentence) {
  const found = [""]
  let depth = 0
  let quoted = false
  const all = [...sentence]
  all.forEach((char, n) => {
    found[found.length - 1] += char
    if ("“（《「([".includes(char)) depth += 1
    if ("”）》」)]".includes(char)) depth -= 1
    if (char === '"') quoted = !quoted
    const ends = "，；：。".includes(char) || (",;:.".includes(char) && all[n + 1] === " ")
    if (ends && depth <= 0 && !quoted) found.push("")
  })
  return found.filter(Boolean)
}

function claimOf(sentence) {
  const made = element("h2", "claim in-clauses")
  for (const clause of clausesOf(sentence)) {
    if (clause.startsWith(" ")) made.append(" ")
    made.append(element("span", "clause", clause.trimStart()))
  }
  return made
}

// A screen without its chart or table: the title, the sentence as large as two lines allow, or three on a phone, the figures.
function skeleton(screen) {
  const made = element("article", `screen ${screen.kind}${screen.kind === "figures" || screen.kind === "sentence" ? "-alone" : ""}`)
  made.append(element("p", "where", screen.title), claimOf(screen.sentence))
  if (screen.remarks && screen.remarks.length) made.append(element("p", "beside", screen.remarks.join("　")))
  if (screen.figures) made.append(screen.figures.cloneNode(true))
  made.append(element("div", "body"))
  return made
}

function fitClaim(made) {
  const claim = made.querySelector(".claim")
  const lines = isSmall() ? 3 : 2
  for (const size of isSmall() ? [34, 30, 28, 26] : [42, 38, 34, 30, 28, 26]) {
    claim.style.fontSize = `${size}px`
    const fits = () => claim.offsetHeight <= Math.ceil(size * 1.3) * lines + 2
    claim.classList.add("in-clauses") // lines end where clauses end, unless that would take a line more
    if (fits()) break
    claim.classList.remove("in-clauses")
    if (fits()) break
  }
}

function roomOf(screen) {
  const made = skeleton(screen)
  holder.append(made)
  fitClaim(made)
  const room = made.querySelector(".body").clientHeight - 38
  made.remove()
  return room
}

// A whole screen, drawn, in the desk but not yet seen.
function build(screen) {
  if (screen.kind === "cover") return cover(screen)
  const made = skeleton(screen)
  made.setAttribute("aria-label", screen.title)
  holder.append(made)
  if (screen.kind === "sentence") {
    made.querySelector(".body").remove()
    return made
  }
  fitClaim(made)
  const body = made.querySelector(".body")
  if (screen.kind === "chart") drawOn(body, screen)
  if (screen.kind === "table") {
    made.classList.toggle("large", screen.large)
    const caption = numbered(screen.table.caption.textContent, screen)
    body.append(tableOf(screen.table, screen.columns, screen.rows, caption, screen.widths, screen.blocks))
    if (screen.left) body.append(element("p", "others left", screen.left))
    if (screen.dropped) body.append(element("p", "others", screen.dropped))
  }
  return made
}

const numbered = (title, screen) => (screen.parts > 1 ? said("part", { title, n: screen.part, count: screen.parts }) : title)

function drawOn(body, screen) {
  const named = element("p", "named", numbered(screen.chart.title, screen))
  if (screen.chart.subtitle) named.append(element("small", "", screen.chart.subtitle))
  const place = element("div")
  place.style.position = "relative"
  const picture = place.appendChild(element("div", "picture"))
  if (screen.note) named.append(element("small", "", screen.note))
  named.classList.toggle("noted", Boolean(screen.note))
  body.append(named, place)
  const width = body.clientWidth / enlarged()
  const room = (body.clientHeight - named.offsetHeight) / enlarged()
  const own = screen.figure.light.layout.height
  const height = screen.chart.grows ? room : Math.min(Math.max(own, room), own * 1.5)
  const shrink = Math.min(1, room / height)
  draw(picture, screen.figure, theme, width / shrink, height, { ...content.config.plain, displayModeBar: false }, screen.chart.alt)
  if (shrink < 1 || isSmall()) picture.style.transform = `scale(${shrink * enlarged()})`
}

// The title: the years of a span (2013—2014) stay on one line, and a line may end after a school year or a term.
function titleOf(title) {
  const made = element("h2", "claim")
  title.split(/((?:19|20)\d\d年?\s*[—–~～－-]+\s*(?:19|20)?\d\d(?!\d)年?)/).forEach((part, n) => {
    if (n % 2) made.append(element("span", "whole", part))
    else part.split(/(?<=学年度|学年(?!度)|学期)/).forEach((words, place) => made.append(...(place ? [element("wbr", "")] : []), words))
  })
  return made
}

function cover(screen) {
  const made = element("article", "screen cover")
  const kind = document.querySelector(".masthead .kind")
  made.append(element("p", "where", kind.firstChild.textContent), titleOf(screen.sentence))
  for (const each of document.querySelectorAll(".about dd")) made.append(element("p", "", each.dataset.said || each.textContent))
  made.append(element("p", "hint", matchMedia("(pointer: coarse)").matches ? content.words.first_touch : content.words.first_key))
  holder.append(made)
  return made
}
