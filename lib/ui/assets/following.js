// Makes a figure of bars, and the words for those who do not see it, of a form and of what is told with it; what each way means, and when
// the server takes it, stands in lib/figures/following.py.
class Numbers {
  constructor([names, columns, rest], isStacked) {
    this.told = { names, rest }
    this.bars = columns
    this.rows = names.map((_, row) => row)
    this.ends = this.rows.map((row) => {
      const counts = columns.map((column) => column[row])
      return isStacked ? sumOf(counts) : Math.max(...counts)
    })
    this.columns = [...columns, this.ends]
    this.longest = Math.max(...this.ends)
    this.ways = {
      names: () => names,
      counts: (series) => this.columns[series],
      rows: () => this.rows,
      middles: (series, rows = this.rows) => rows.map((row) => this.middle(series, row)),
      texts: (pattern, rows = this.rows) => rows.map((row, place) => this.text(pattern, row, place)),
      words: (head, pattern, end) => this.words(head, pattern, end),
      across: () => [rounded(-0.002 * (this.longest || 1), 2), rounded(1.003 * (this.longest || 1), 4)],
      beneath: () => [names.length - 0.5, -0.5],
      above: () => [0, rounded(this.longest * 1.14, 4) || 1],
      rest: (place) => rest[place],
    }
  }

  middle(series, row) {
    return rounded(sumOf(this.bars.slice(0, series).map((column) => column[row])) + this.columns[series][row] / 2, 4)
  }

  text(pattern, row, place) {
    const isNothing = pattern.filter(isCount).every(([series]) => !this.columns[series][row])
    return isNothing ? "" : this.said(pattern, row, place)
  }

  said(pattern, row, place) {
    return pattern.map((piece) => (typeof piece === "string" ? piece : isCount(piece) ? this.number(piece, row) : piece[place])).join("")
  }

  number([series, isShare], row) {
    const column = this.columns[series]
    return isShare ? shareOf(column[row], sumOf(column)) : String(column[row]).replace(/\B(?=(\d{3})+$)/g, ",")
  }

  words(head, pattern, end) {
    const told = this.rows.filter((row) => this.ends[row])
    const ended = [...pattern.slice(0, -1), end]
    const all = told.map((row, place) => this.told.names[row] + this.said(place < told.length - 1 ? pattern : ended, row, place))
    return head + all.join("")
  }

  made(form) {
    if (Array.isArray(form)) return form.map((each) => this.made(each))
    if (form === null || typeof form !== "object") return form
    if (form.$) return copied(this.ways[form.$[0]](...form.$.slice(1).map((each) => this.made(each))))
    return Object.fromEntries(Object.entries(form).map(([name, each]) => [name, this.made(each)]))
  }
}

const isCount = (piece) => typeof piece[0] === "number"
const copied = (value) => (Array.isArray(value) ? [...value] : value) // Plotly may write into what it is given
const sumOf = (counts) => counts.reduce((sum, count) => sum + count, 0)

function shareOf(count, whole) {
  const tenths = whole ? Math.floor((2000 * count + whole) / (2 * whole)) : 0
  return `${Math.floor(tenths / 10)}${tenths % 10 ? `.${tenths % 10}` : ""}%`
}

// To so many digits; what lies just between two goes to the even one, as the server has it.
function rounded(value, digits) {
  const [head, power] = value.toExponential(60).split("e")
  const kept = head.slice(0, head.indexOf(".") + digits)
  const isBetween = /^50*$/.test(head.slice(kept.length)) && Number(kept.at(-1)) % 2 === 0
  return Number(isBetween ? `${kept}e${power}` : value.toPrecision(digits))
}

function following(form, told) {
  return new Numbers(told, form.figure.layout.barmode === "stack").made(form)
}
