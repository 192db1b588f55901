//! A register in columns: "PRESENT   ABSENT" above names that stand side by side. Each column is made a line of its own.

use std::sync::LazyLock;

use regex::Regex;

use crate::inbound::names::rule;
use crate::inbound::reading::Line;

/// The lines with every table of columns turned into a line a column. Linear in the lines.
pub fn untabled(lines: &[Line]) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    let mut table: Vec<(usize, String)> = Vec::new();
    for line in lines {
        let cells = cells(&line.text);
        if cells.len() > 1 && cells.iter().all(|(_, cell)| HEADING.is_match(cell)) {
            flush(&mut table, &mut out);
            table = cells.into_iter().map(|(at, cell)| (at, format!("{}:", cell.trim_end_matches(':')))).collect();
        } else if table.is_empty() || cells.is_empty() {
            flush(&mut table, &mut out);
            out.push(line.clone());
        } else {
            for (at, cell) in cells {
                if let Some((_, column)) = table.iter_mut().min_by_key(|(begins, _)| begins.abs_diff(at)) {
                    column.push_str(if column.ends_with(':') { " " } else { ", " });
                    column.push_str(&cell);
                }
            }
        }
    }
    flush(&mut table, &mut out);
    out
}

fn flush(table: &mut Vec<(usize, String)>, out: &mut Vec<Line>) {
    let columns = table.drain(..).filter(|(_, column)| !column.ends_with(':'));
    out.extend(columns.map(|(_, text)| Line { text, answers: None }));
}

/// The cells of a line, by where they begin: a tab, a stroke or two spaces part them.
fn cells(line: &str) -> Vec<(usize, String)> {
    let mut cells = Vec::new();
    let mut start = 0;
    let ends = GAP.find_iter(line).map(|gap| (gap.start(), gap.end())).chain([(line.len(), line.len())]);
    for (end, next) in ends {
        let cell = line.get(start..end).unwrap_or_default().trim();
        if !cell.is_empty() {
            cells.push((start, cell.to_owned()));
        }
        start = next;
    }
    cells
}

static GAP: LazyLock<Regex> = LazyLock::new(|| rule(r" {2,}| *[\t|]+ *"));
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:present|attended|in|here|there|came|absent|missing|away|out|dna|apologies|apols|excused|sent apologies|late|turned away|not (?:present|there|here)|did not attend|no show)(?: ?\(\d+\))?:?$",
    )
});
