from __future__ import annotations

import re

import pytest

from hfi_eval.errors import Mistake, PlanError
from hfi_eval.plans import first_plan, load_plan
from tests.build import HEAD, mistakes, plan_of

GOOD = first_plan("en")
EXTRA = """
measures:
  working: {share: {job_status: [work]}, of: adults, label: Working}
"""


def only(text: str | bytes) -> str:
    found = mistakes(text)
    assert len(found) == 1, found
    return found[0]


def place(text: str, mark: str) -> str:
    """Say where the first `mark` stands in a text."""
    before = text[: text.index(mark)]
    return f"line {before.count(chr(10)) + 1}, column {len(before.rpartition(chr(10))[2]) + 1}, "


def swapped(old: str, new: str, text: str = GOOD) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_the_plan_the_mistakes_are_put_into_is_good() -> None:
    assert mistakes(GOOD) == []
    assert mistakes(GOOD + EXTRA) == []


# What is swapped for what; the text at which the mistake is said to be; what is said.
SLIPS = {
    "unknown section": (
        "populations:", "populatons:", "populatons:",
        'populatons: there is no key "populatons" here. Did you mean "populations"?',
    ),
    "unknown key of a population": (
        "{age: 18..", "{agee: 18..", "agee",
        'populations.adults.agee: there is no key "agee" here. Did you mean "age"?',
    ),
    "unknown key of an indicator": (
        "{yes_no: true", "{yes_or_no: true", "yes_or_no",
        'indicators.wants_job.yes_or_no: there is no key "yes_or_no" here. Did you mean "yes_no"?',
    ),
    "unknown key that is like no other": (
        "at_least: 50 %,", "at_least: 50 %, zzz: 1,", "zzz",
        'criteria.self_support.zzz: there is no key "zzz" here. Known here: says, label, phrase,',
    ),
    "key written twice": (
        "language: en", "language: en\nlanguage: da", "language: da",
        "language: this key is written twice; keep one of them.",
    ),
    "no label": (
        "{age: 18.., at: start, label: {da: Voksne, en: Adults}}", "{age: 18.., at: start}", "adults: {age",
        'populations.adults.label: "label" is missing. Write {da: ..., en: ...}.',
    ),
    "label in one language": (
        "{da: Voksne, en: Adults}", "{da: Voksne}", "label: {da: Voksne}",
        'populations.adults.label: the text in "en" is missing; write {da: ..., en: ...}.',
    ),
    "code in one language": (
        "{da: Ydelse, en: Benefit}", "{en: Benefit}", "benefit:   {en",
        'indicators.job_status.codes.benefit.da: "da" is missing.',
    ),
    "label in an unknown language": (
        "{da: Voksne, en: Adults}", "{da: Voksne, en: Adults, se: Vuxna}", "label: {da: Voksne",
        'populations.adults.label: "se" is not a language of hfi-eval; write da and en.',
    ),
    "label that is a list": (
        "{da: Voksne, en: Adults}", "[Voksne]", "label: [Voksne]",
        "populations.adults.label: write {da: ..., en: ...}, or one text for both languages.",
    ),
    "no title": (
        "title: {da: Mit projekt, en: My programme}\n", "", "plan: 1",
        'title: "title" is missing. Write {da: ..., en: ...}.',
    ),
    "neither direction nor target": (
        "at_least: 50 %, ", "", "self_support: {share",
        ("criteria.self_support: has neither a direction nor a target. Write one of at_least, at_most, "
        "exactly, between, all, none, increase, decrease, documented, or target."),
    ),
    "several directions": (
        "at_least: 50 %", "at_least: 50 %, at_most: 60 %", "self_support: {share",
        "criteria.self_support: has several directions: at_least, at_most. Keep one.",
    ),
    "a direction and a bare target": (
        "at_least: 50 %", "at_least: 50 %, target: 60 %", "self_support: {share",
        "criteria.self_support: has several directions: at_least, target. Keep one.",
    ),
    "share beyond one": (
        "50 %", "50", "at_least: 50",
        'criteria.self_support.at_least: "50" is not a share. Did you mean 50 %?',
    ),
    "share beyond a hundred per cent": (
        "50 %", "150 %", "at_least: 150",
        'criteria.self_support.at_least: "150 %" is not a share. Write a per cent from 0 % to 100 %.',
    ),
    "target in words": (
        "50 %", "half", "at_least: half",
        'criteria.self_support.at_least: "half" is not a number. Write for instance 50 % or 12.5.',
    ),
    "target that only a computer reads": (
        "50 %", "nan", "at_least: nan",
        'criteria.self_support.at_least: "nan" is not a number. Write for instance 50 % or 12.5.',
    ),
    "between without two ends": (
        "at_least: 50 %", "between: 50 %", "between: 50",
        "criteria.self_support.between: needs two ends, such as [15 %, 25 %].",
    ),
    "between the wrong way round": (
        "at_least: 50 %", "between: [25 %, 15 %]", "between: [25",
        "criteria.self_support.between: ends before it begins.",
    ),
    "flag that is no flag": (
        "{yes_no: true", "{yes_no: yes", "yes_no: yes",
        "indicators.wants_job.yes_no: write true or false.",
    ),
    "flag that is a list": (
        "{yes_no: true", "{yes_no: [true]", "yes_no: [true]",
        "indicators.wants_job.yes_no: write true or false.",
    ),
    "range with a dash": (
        "age: 18..", "age: 18-", "age: 18-",
        'populations.adults.age: "18-" is not a range. Write for instance 18.., ..17 or 3..5.',
    ),
    "range of nothing": (
        "age: 18..", "age: ..", "age: ..",
        'populations.adults.age: ".." is not a range. Write for instance 18.., ..17 or 3..5.',
    ),
    "range the wrong way round": (
        "age: 18..", "age: 24..18", "age: 24",
        'populations.adults.age: "24..18" ends before it begins.',
    ),
    "population without a wave": (
        "age: 18.., at: start", "age: 18..", "adults: {age",
        "populations.adults: names no wave. Write at: and one of start, end.",
    ),
    "population at an unknown wave": (
        "at: start", "at: strat", "at: strat",
        'populations.adults.at: there is no wave "strat". Did you mean "start"?',
    ),
    "population part of itself": (
        "{age: 18.., at: start", "{of: adults, at: start", "of: adults, at",
        "populations.adults.of: is part of itself.",
    ),
    "waves out of order": (
        "2025-12-31", "2024-12-31", "date: 2024",
        "waves.end.date: the waves must follow each other in time.",
    ),
    "date the Danish way": (
        "2025-12-31", "31.12.2025", "date: 31.12.2025",
        "waves.end.date: write a date as year-month-day, such as 2025-12-31.",
    ),
    "unknown code": (
        "[work, education]", "[work, eduction]", "eduction]",
        'definitions.self_supporting.is.job_status.1: there is no code "eduction". Did you mean "education"?',
    ),
    "unknown indicator in a definition": (
        "is: {job_status:", "is: {jobstatus:", "jobstatus",
        ('definitions.self_supporting.is.jobstatus: there is no indicator or background variable "jobstatus". '
        'Did you mean "job_status"?'),
    ),
    "unknown way to name codes": (
        "[work, education]", "{nott: [work]}", "job_status: {nott",
        "definitions.self_supporting.is.job_status: write [codes], {not: [codes]}, {at_least: code} or {at_most: code}.",
    ),
    "rank of codes without order": (
        "[work, education]", "{at_least: work}", "at_least: work",
        ("definitions.self_supporting.is.job_status.at_least: the levels have no order. "
        "Say ordered: best_first or worst_first."),
    ),
    "definition that says nothing": (
        "is: {job_status: [work, education]}", "is: {}", "is: {}",
        "definitions.self_supporting.is: says nothing. Write a definition's name, or {indicator: [codes]}.",
    ),
    "unknown definition": (
        "share: self_supporting", "share: selfsupporting", "share: selfsupporting",
        ('criteria.self_support.share: there is no definition or yes/no indicator "selfsupporting". '
        'Did you mean "self_supporting"?'),
    ),
    "unknown variant": (
        "share: self_supporting", "share: self_supporting~narrow", "share: self_supporting~",
        'criteria.self_support.share: there is no variant "narrow".',
    ),
    "unknown population of a criterion": (
        "self_supporting, of: adults", "self_supporting, of: adult", "of: adult, at_least",
        'criteria.self_support.of: there is no population "adult". Did you mean "adults"?',
    ),
    "criterion of nobody": (
        "self_supporting, of: adults", "self_supporting", "self_support: {share",
        "criteria.self_support: says of nobody. Write of: and the name of a population.",
    ),
    "unknown kind of table": (
        "kind: transitions", "kind: transition", "kind: transition,",
        'tables.T3.kind: "transition" is not known here. Did you mean "transitions"?',
    ),
    "unknown indicator of a table": (
        "transitions, indicator: job_status", "transitions, indicator: jobstatus", "indicator: jobstatus",
        'tables.T3.indicator: there is no indicator "jobstatus". Did you mean "job_status"?',
    ),
    "unknown grouping of a table": (
        "transitions, indicator: job_status", "transitions, indicator: job_status.rows", "indicator: job_status.rows",
        'tables.T3.indicator: there is no grouping "rows".',
    ),
    "row of a table that is no yes or no": (
        "indicators: [wants_job]", "indicators: [job_status]", "job_status], of",
        'tables.T2.indicators.0: there is no yes/no indicator "job_status". Known: wants_job.',
    ),
    "table of too little": (
        "{kind: transitions, indicator: job_status, of: adults}", "{kind: transitions, of: adults}", "T3: {kind",
        "tables.T3: a table of the kind transitions needs indicator:.",
    ),
    "figure of nothing": (
        "status: {indicator: job_status, of: adults, title", "status: {title", "status: {title",
        "figures.status: needs criteria: or indicator: with of:.",
    ),
    "key that cannot be in an address": (
        "job_status:\n    label", "Job-status:\n    label", "Job-status:",
        'indicators.Job-status: "Job-status" cannot be a name here: use a-z, 0-9 and _, a letter first.',
    ),
    "name of hfi-eval's own numbers": (
        "self_support: {share", "balance: {share", "balance: {share",
        "criteria.balance: the name is already used under \"hfi-eval's own numbers\"; each needs its own.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_mistake_is_told_at_its_line_and_column(slip: tuple[str, str, str, str]) -> None:
    old, new, mark, said = slip
    text = swapped(old, new)
    own = "Job-status" in new or "balance" in new
    found = [each for each in mistakes(text) if not own or said in each]
    assert len(found) == 1, found
    assert found[0].startswith(place(text, mark) + said)


# What is added to the good plan; what is said, the place left out.
ADDED = {
    "name used in two sections": (
        "measures: {wants_job: {share: wants_job, of: adults, label: L}}",
        'measures.wants_job: the name is already used under "indicators"; each needs its own.',
    ),
    "criterion with the name of a measure": (
        "measures: {self_support: {share: wants_job, of: adults, label: L}}",
        'criteria.self_support: the name is already used under "measures"; each needs its own.',
    ),
    "sum that counts somebody twice": (
        (
            "measures: {both: {sum_of: [self_support, one], label: L}, "
            "one: {share: {job_status: [work]}, of: adults, label: L}}"
        ),
        "measures.both.sum_of: counts somebody twice: two of its parts hold the same code.",
    ),
    "sum over different populations": (
        (
            "measures: {both: {sum_of: [one, two], label: L}, "
            "one: {share: {job_status: [work]}, of: adults, label: L}, "
            "two: {share: {job_status: [benefit]}, of: everyone, label: L}}"
        ),
        "measures.both.sum_of: adds shares of different populations.",
    ),
    "sum over different indicators": (
        (
            "measures: {both: {sum_of: [one, two], label: L}, "
            "one: {share: {job_status: [work]}, of: adults, label: L}, "
            "two: {share: wants_job, of: adults, label: L}}"
        ),
        "measures.both.sum_of: can only add shares of codes of one and the same indicator.",
    ),
    "sum of something unknown": (
        "measures: {both: {sum_of: [self_suport], label: L}}",
        (
            'measures.both.sum_of.0: there is no measure or criterion with a share "self_suport". '
            'Did you mean "self_support"?'
        ),
    ),
    "sum of a further unknown population": (
        "measures: {both: {sum_of: [self_support], also_of: [adult], label: L}}",
        'measures.both.also_of.0: there is no population "adult". Did you mean "adults"?',
    ),
    "mean of levels": (
        "measures: {m: {mean: job_status, of: adults, label: L}}",
        'measures.m.mean: there is no numeric indicator "job_status".',
    ),
    "measure of nothing": (
        "measures: {m: {of: adults, label: L}}",
        "measures.m: needs one of share:, mean:, sum: or sum_of:.",
    ),
    "unknown groups": (
        "measures: {m: {share: wants_job, of: adults, by: [sexx], label: L}}",
        'measures.m.by.0: there is no background variable or indicator "sexx". Did you mean "sex"?',
    ),
    "groups that cannot be small": (
        "measures: {m: {share: wants_job, of: adults, groups_of_at_least: few, label: L}}",
        "measures.m.groups_of_at_least: write a whole number.",
    ),
    "members of whom": (
        "measures: {m: {share: wants_job, of: every_family, who: adults, label: L}}",
        "measures.m.who: write any or all and a population, such as any adults.",
    ),
    "unknown members": (
        "measures: {m: {share: wants_job, of: every_family, who: any adult, label: L}}",
        'measures.m.who: there is no population "adult". Did you mean "adults"?',
    ),
    "background with neither codes nor bands": (
        "background: {origin: {label: Origin}}",
        "background.origin: needs either codes: or since: with bands:.",
    ),
    "bands that overlap": (
        "background: {age: {label: Age, since: birth_date, at: start, bands: [0..17, 17..]}}",
        "background.age.bands: 0..17 and 17.. overlap or are out of order.",
    ),
    "bands of an unknown date": (
        "background: {age: {label: Age, since: birthday, at: start, bands: [0..17, 18..]}}",
        "background.age.since: write since: birth_date or since: residence_from.",
    ),
    "rounding too fine": (
        "rounding: {decimals: 9}",
        "rounding.decimals: Input should be less than or equal to 2.",
    ),
    "section that is a list": (
        "measures: [a, b]",
        "measures: write names with a value each under this, such as name: value.",
    ),
    "unknown rule for who does not stay": (
        "cohort: {turned_18: adult_at_both}",
        'cohort.turned_18: "adult_at_both" is not known here. Did you mean "adult_at_both_waves"?',
    ),
    "unknown section": (
        "tables2: {}",
        'tables2: there is no key "tables2" here. Did you mean "tables"?',
    ),
}


@pytest.mark.parametrize("added", ADDED.values(), ids=ADDED)
def test_a_mistake_in_a_further_section_is_told(added: tuple[str, str]) -> None:
    text, said = added
    found = only(f"{GOOD}\n{text}\n")
    assert re.match(r"line \d+, column \d+, ", found)
    assert said in found


GROUPED = """
populations:
  adults: {age: 18.., at: start, label: Adults}
indicators:
  job:
    label: Job
    codes: {work: Work, study: Study, ill: Ill}
    groupings: {rows: %s}
"""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("{a: {is: [work, study], da: A, en: A}}",
         "indicators.job.groupings.rows: leaves out ill. Every code must be in exactly one row."),
        ("{a: {is: [work, study], da: A, en: A}, b: {is: [study, ill], da: B, en: B}}",
         'indicators.job.groupings.rows.b.is.0: "study" is already in the row "a".'),
        ("{a: {is: [work, study, ill, idle], da: A, en: A}}",
         'indicators.job.groupings.rows.a.is.3: there is no code "idle".'),
        ("{a: {is: [work, study, ill], da: A, en: A}, b: {da: B, en: B}}",
         "indicators.job.groupings.rows.b: holds no codes. Write is: [codes]."),
    ],
)  # fmt: skip
def test_every_code_must_be_in_one_row_of_a_grouping(rows: str, said: str) -> None:
    found = only(HEAD + GROUPED % rows)
    assert found.startswith("line 12, column ")
    assert said in found


@pytest.mark.parametrize(
    "kinds",
    ["", "yes_no: true, count: true", "count: true, codes: {a: A}"],
    ids=["none", "two", "both"],
)
def test_an_indicator_has_levels_or_is_a_number(kinds: str) -> None:
    text = f"{HEAD}populations: {{}}\nindicators:\n  job: {{label: Job, {kinds}}}\n"
    assert only(text) == (
        "line 7, column 3, indicators.job: needs one of codes:, yes_no: true, count: true or amount: true."
    )


def test_populations_that_hold_each_other_are_refused_whatever_their_waves() -> None:
    text = HEAD + (
        "populations:\n  a: {of: b, at: start, label: A}\n  b: {of: a, label: B}\n"
        "  c: {of: a, label: C}\n"
    )
    assert mistakes(text) == [
        "line 6, column 7, populations.a.of: is part of itself.",
        "line 7, column 7, populations.b.of: is part of itself.",
    ]


def test_only_families_have_members_and_only_persons_are_members() -> None:
    text = HEAD + (
        "populations:\n"
        "  adults: {age: 18.., at: start, label: A, members: {everyone: 1..}}\n"
        "  one: {unit: family, members: {two: 1..}, at: start, label: B}\n"
        "  two: {unit: family, members: {every_family: 1..}, at: start, label: C}\n"
    )
    assert [each.partition(", populations.")[2] for each in mistakes(text)] == [
        "adults.members: only families have members. Write unit: family.",
        'one.members.two: "two" counts families, not their members.',
        'two.members.every_family: "every_family" counts families, not their members.',
    ]


def test_persons_and_families_are_not_counted_in_one_measure() -> None:
    text = swapped("of: adults, at_least", "of: adults, also_of: [homes], at_least")
    text = swapped(
        "populations: ", "populations:\n  homes: {unit: family, at: start, label: Homes} #", text
    )
    assert only(text).endswith(
        "counts persons and families in one measure; use one measure for each."
    )


def test_what_is_measured_must_be_asked_of_what_is_counted() -> None:
    text = f"{GOOD}\nmeasures: {{m: {{share: wants_job, of: every_family, label: L}}}}\n"
    assert only(text).endswith(
        'measures.m: counts family units, but "wants_job" is about person units. '
        "Write who: any or all, and a population."
    )
    text = swapped("{yes_no: true", "{unit: family, yes_no: true").replace("  T2:", "  #")
    text += "\nmeasures: {m: {share: wants_job, of: adults, label: L}}\n"
    assert only(text).endswith(
        'measures.m: counts person units, but "wants_job" is about family units.'
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file_each_once() -> None:
    text = GOOD
    for old, new in [
        ("language: en", "langauge: en"),
        ("2025-12-31", "end of the year"),
        ("age: 18..", "age: 18-"),
        ("[work, education]", "[wrk]"),
        ("50 %", "50"),
        ("kind: transitions", "kind: transition"),
    ]:
        text = swapped(old, new, text)
    found = mistakes(text)
    assert [each.split(", ")[2].partition(": ")[0] for each in found] == [
        "langauge",
        "waves.end.date",
        "populations.adults.age",
        "definitions.self_supporting.is.job_status.0",
        "criteria.self_support.at_least",
        "tables.T3.kind",
    ]


def test_without_waves_the_rest_is_still_read() -> None:
    start, end = GOOD.index("waves:"), GOOD.index("records:")
    text = swapped("50 %", "50", GOOD[:start] + GOOD[end:])
    assert [each.partition(": ")[2] for each in mistakes(text)] == [
        '"waves" is missing.',
        '"50" is not a share. Did you mean 50 %?',
    ]


def test_what_a_refused_part_would_have_named_is_no_further_mistake() -> None:
    assert only(swapped("label: {da: Voksne, en: Adults}", "label: {da: Voksne}")).endswith(
        'the text in "en" is missing; write {da: ..., en: ...}.'
    )
    assert "Did you mean" in only(swapped("populations:", "population:"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (swapped("  start:", "\tstart:"),
         ("line 9, column 1, not readable as YAML: found character '\\t' that cannot start any token. "
         "Use spaces instead of tabs.")),
        (swapped("{da: Mit projekt, en: My programme}", "“Help: a programme”"),
         ("line 3, column 13, not readable as YAML: mapping values are not allowed here. "
         "Use straight quotes instead of curly ones.")),
        (swapped("{da: Mit projekt, en: My programme}", "Help: a programme"),
         ("line 3, column 12, not readable as YAML: mapping values are not allowed here. "
         'Put texts with ":", "#" or "," in quotes.')),
        (swapped("Mit projekt", "Måling").encode("latin-1", "replace"),
         "line 3, column 14, the file is not UTF-8; save it as UTF-8."),
        ("", "line 1, column 1, the file holds no plan; hfi-eval init writes one to start from."),
        ("# nothing\n", "line 1, column 1, the file holds no plan; hfi-eval init writes one to start from."),
        ("a plan", "line 1, column 1, the file holds no plan; hfi-eval init writes one to start from."),
        (bytes(range(256)), "line 2, column 118, the file is not UTF-8; save it as UTF-8."),
        (b"plan: 1\nx\0", "line 2, column 2, the file is not text: it holds a control sign."),
        ("a: &x {b: *x}", "it is too deep or too large, or a part holds itself (& and *)."),
        (f"{GOOD}---\nplan: 1\n",
         ("line 41, column 1, not readable as YAML: but found another document. "
         'Put texts with ":", "#" or "," in quotes.')),
    ],
    ids=["tab", "curly", "colon", "latin-1", "empty", "comment", "words", "binary", "control", "knot", "two"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_as_such(text: str | bytes, said: str) -> None:
    assert only(text) == said


def test_a_file_that_is_not_there_is_told_as_such(tmp_path) -> None:
    with pytest.raises(
        PlanError, match=r"plan\.yaml: 1 mistake in the plan:\n  the file cannot be read: No such"
    ):
        load_plan(tmp_path / "plan.yaml")


def test_an_error_names_the_file_and_counts() -> None:
    with pytest.raises(
        PlanError, match=r"plan\.yaml: 2 mistakes in the plan:\n  line 5, "
    ) as caught:
        plan_of(HEAD + "populations: {a: {at: stat, label: A}, b: {at: ende, label: B}}")
    assert caught.value.exit_code == 10


def test_a_mistake_in_code_has_no_line() -> None:
    with pytest.raises(PlanError) as caught:
        load_plan({"title": "Trial", "waves": {"start": {"date": "2025-01-01"}}})
    assert list(caught.value.mistakes) == [
        Mistake(path="waves.start.label", message='"label" is missing. Write {da: ..., en: ...}.')
    ]


NAMES = """
themes: {job: Job}
parties: {parents: Parents}
populations:
  adults: {age: 18.., at: start, label: Adults}
  homes: {unit: family, at: start, label: Homes}
indicators:
  works: {theme: jobs, label: Works, yes_no: true}
  worked: {at: [begin], label: Worked, yes_no: true}
  needs: {unit: family, label: Needs, yes_no: true}
  score: {label: Score, amount: true}
criteria:
  a: {party: parent, theme: jop, share: works, of: adults, all: true}
  b: {measure: aa, increase: true, label: B}
  c: {documented: true}
  d: {mean: score, of: adults, at_least: 50 %}
tables:
  T1: {kind: cross, rows: sexes, across: [six]}
  T2: {kind: composition, rows: sex, across: [adult]}
  T3: {kind: groups, measure: a}
  T4: {kind: before_after, indicator: needs, of: adults}
  T5: {kind: before_after, indicator: score, of: adults}
  T6: {kind: criteria, criteria: [aaa], total: d}
  T7: {kind: definitions, definition: selfs, of: adults, theme: jop}
figures:
  F1: {title: F, criteria: [c, e]}
"""


def test_unknown_names_of_every_kind_are_told() -> None:
    found = [each.split(", ", 2)[2] for each in mistakes(HEAD + NAMES)]
    assert found == [
        'indicators.works.theme: there is no theme "jobs". Did you mean "job"?',
        'indicators.worked.at: there is no wave "begin". Known: start, end.',
        'criteria.a.party: there is no party "parent". Did you mean "parents"?',
        'criteria.a.theme: there is no theme "jop". Did you mean "job"?',
        'criteria.b.measure: there is no measure "aa". Did you mean "a"?',
        "criteria.c: has no label. Write says: {da: ..., en: ...}.",
        'criteria.d.at_least: "50 %" is a per cent, but this is not a share.',
        'tables.T1.rows: there is no background variable "sexes". Did you mean "sex"?',
        'tables.T1.across: there is no background variable "six". Did you mean "sex"?',
        'tables.T2.across.0: there is no population "adult". Did you mean "adults"?',
        "tables.T3.measure: has no groups. Write by: in the measure.",
        'tables.T4.of.0: "adults" counts person units, but the indicator is about family units.',
        'tables.T5.indicator: "score" is a number and has no levels to show. Use a measure with mean:.',
        'tables.T6.criteria.0: there is no criterion "aaa". Known: a, b, c, d.',
        'tables.T6.total: there is no measure with a share "d". Known: a.',
        'tables.T7.definition: there is no definition "selfs".',
        'tables.T7.theme: there is no theme "jop". Did you mean "job"?',
        'figures.F1.criteria.0: "c" measures nothing to draw.',
        'figures.F1.criteria.1: there is no criterion "e". Known: a, b, c, d.',
    ]
