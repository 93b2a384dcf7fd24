// What a button unfolds stands at the end of the document, where the keyboard would come last: Tab goes from the button into it and
// from its end on behind the button, Shift+Tab from its beginning back to the button. Esc is the framework's.
const UNFOLDED = "button[aria-haspopup=dialog][aria-expanded=true]"
const PANEL = "[role=dialog][data-testid=stPopoverBody]"
const TYPED_DAY = "[data-testid=stPopoverBody] [data-testid=stDateInput] [role=spinbutton]"
const REACHED = "a[href], button, input, select, textarea, summary, [tabindex]"

// While the keyboard is elsewhere, the framework takes all of it out of the keyboard's way, and notes how it stood.
const order = (each) => ("tabindex" in each.dataset ? Number(each.dataset.tabindex) : each.tabIndex)

// Of a group of radio buttons the keyboard reaches the chosen one alone.
function reached(panel) {
  const isGroupsOwn = (each) =>
    each.type !== "radio" || each.checked || !panel.querySelector(`input[type=radio][name="${CSS.escape(each.name)}"]:checked`)
  return [...panel.querySelectorAll(REACHED)].filter(
    (each) => order(each) >= 0 && !each.disabled && each.getClientRects().length && isGroupsOwn(each)
  )
}

function goThrough(event) {
  if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return
  const button = document.querySelector(UNFOLDED)
  const panel = button && document.querySelector(PANEL)
  if (!panel) return
  const places = reached(panel)
  const here = document.activeElement
  if (here === button && !event.shiftKey && places.length) {
    event.preventDefault()
    places[0].focus()
  } else if (panel.contains(here) && event.shiftKey && (here === places[0] || here === panel)) {
    event.preventDefault()
    button.focus()
  } else if (panel.contains(here) && !event.shiftKey && here === places.at(-1)) {
    button.focus() // the browser goes on from here
    button.click()
  }
}

// The field of the day hands over what is typed into it only when something else takes the keyboard: Enter does, and so does a tap
// that folds the panel, which would take the field off the page before it could.
function handOver() {
  const button = document.querySelector(UNFOLDED)
  if (button && document.activeElement?.matches(TYPED_DAY)) button.focus()
}

function finishDay(event) {
  if (event.key !== "Enter" || event.isComposing || !document.activeElement?.matches(TYPED_DAY)) return
  event.preventDefault()
  handOver()
}

function foldAway(event) {
  if (!event.target.closest(`${PANEL}, [data-testid=stDateInputCalendar]`)) handOver()
}

document.addEventListener("keydown", goThrough, true)
document.addEventListener("keydown", finishDay, true)
document.addEventListener("pointerdown", foldAway, true)

