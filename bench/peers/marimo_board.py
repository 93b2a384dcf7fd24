"""The page in marimo, run as an application, as its own documentation advises for speed.

Each part of the page is a cell, so that a choice runs only what depends on it; answers are kept in this process for all sessions
(`functools.lru_cache` in a module; `mo.cache` keeps them for one); cells of pages and views that are not open stop at once; a table
fetches its rows by pages. It is served through `create_asgi_app` with packed answers, which `marimo run` does not do. A page is switched by
a choice that also stands in the address: with `mo.routes` every choice would draw all of the page anew.

    FOLDER/bin/python -m bench.peers.marimo_serving --port 18610
"""

import marimo

app = marimo.App(width="full", app_title="意见建议")


@app.cell
def _():
    import marimo as mo

    from bench.peers import counts, marimo_serving

    return counts, marimo_serving, mo


@app.cell
def _(mo):
    asked = mo.query_params().get("page")
    names = ["总览", "意见建议", "数据"]
    page = mo.ui.radio(names, value=asked or names[0], inline=True, on_change=lambda name: mo.query_params().set("page", name))
    page  # noqa: B018 - a cell shows its last expression
    return (page,)


@app.cell
def _(mo):
    upload = mo.ui.file(filetypes=[".xlsx"], label="选择文件", max_size=200_000_000)
    return (upload,)


@app.cell
def _(mo, page, upload):
    mo.stop(page.value != "数据")
    upload  # noqa: B018 - a cell shows its last expression
    return


@app.cell
def _(marimo_serving, upload):
    book = marimo_serving.take(upload.contents()) if upload.value else marimo_serving.first()
    return (book,)


@app.cell
def _(book, counts, marimo_serving, mo):
    category = mo.ui.multiselect(sorted(marimo_serving.BOOKS[book].opinions[counts.CATEGORY].unique()), label="问题类别")
    view = mo.ui.tabs({"概况": "", "细看": "", "清单": ""})
    return category, view


@app.cell
def _(book, category, marimo_serving, mo, page):
    mo.stop(page.value != "意见建议")
    mo.Html(marimo_serving.head(marimo_serving.feedback(book, tuple(sorted(category.value)), "").head))
    return


@app.cell
def _(category, mo, page, view):
    mo.stop(page.value != "意见建议")
    mo.vstack([category, view])
    return


@app.cell
def _(book, category, marimo_serving, mo, page, view):
    mo.stop(page.value != "意见建议" or view.value == "清单")
    _section = "picture" if view.value == "概况" else "detail"
    _charts = [marimo_serving.chart(_each) for _each in marimo_serving.feedback(book, tuple(sorted(category.value)), _section).charts]
    _rows = [mo.hstack(_charts[_n : _n + 2], widths="equal") for _n in range(0, len(_charts), 2)]
    mo.vstack(_rows if _section == "picture" else _charts)
    return


@app.cell
def _(book, category, counts, marimo_serving, mo, page, view):
    mo.stop(page.value != "意见建议" or view.value != "清单")
    _shown = counts.chosen(marimo_serving.BOOKS[book].opinions, tuple(category.value))
    mo.ui.table(_shown, page_size=100, selection=None)
    return


@app.cell
def _(book, marimo_serving, mo, page):
    mo.stop(page.value != "总览")
    _plan = marimo_serving.overview(book)
    mo.vstack(
        [mo.Html(marimo_serving.head(_plan.head)), mo.hstack([marimo_serving.chart(_each) for _each in _plan.charts], widths="equal")]
    )
    return
