//! scratch
use std::io::{BufRead, Write};
fn main() {
    let g = kepl::Glossary::builtin();
    let a: Vec<String> = std::env::args().collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if let Some(i) = a.iter().position(|x| x == "--words") {
        for w in std::io::BufReader::new(std::fs::File::open(&a[i + 1]).unwrap()).lines() {
            let l = g.lookup(&w.unwrap());
            serde_json::to_writer(&mut out, &l).unwrap();
            out.write_all(b"\n").unwrap();
        }
    } else if a[1] == "glossary" && a[2] == "coverage" {
        let text = std::fs::read_to_string(&a[3]).unwrap();
        let (mut tokens, mut known) = (0, 0);
        let mut un = std::collections::HashMap::<String, usize>::new();
        for line in text.lines() {
            for t in kepl::Headline::parse(line).tokens {
                if t.kind == kepl::yiddish::TokenKind::Word {
                    tokens += 1;
                    if g.lookup(&t.text).known { known += 1 } else { *un.entry(t.text).or_default() += 1 }
                }
            }
        }
        let mut u: Vec<_> = un.into_iter().collect();
        u.sort_by_key(|x| std::cmp::Reverse(x.1));
        let u: Vec<_> = u.into_iter().map(|(y, c)| serde_json::json!({"yiddish": y, "count": c})).collect();
        println!("{}", serde_json::json!({"tokens": tokens, "known": known, "unknown": u}));
    } else {
        for w in &a[1..] {
            for x in g.lookup(w).analyses { writeln!(out, "{w} {x:?}").unwrap(); }
        }
    }
}
