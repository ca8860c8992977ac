# What R makes of formulas: intercept and term labels by terms(). Rscript terms.R > terms.tsv
formulas <- c(
  "y ~ x", "y ~ 1", "y ~ 0", "y ~ 0 + x", "y ~ x - 1", "y ~ -1 + x", "y ~ x + 0", "y ~ 0 + x + 1", "y ~ x - 1 + 1",
  "y ~ x + 1 - 1", "y ~ 0 + x - 0", "y ~ (0 + x) + z", "y ~ +a", "y ~ a + a", "y ~ a:b", "y ~ a*b", "y ~ a*a",
  "y ~ a:a", "y ~ a:b + b:a", "y ~ b:a + a", "y ~ POS + TIN:POS", "y ~ a*b*c", "y ~ a*b:c", "y ~ a:b*c", "y ~ (a + b):c",
  "y ~ c:(a + b)", "y ~ a:(b + c):d", "y ~ (a + b)*(c + d)", "y ~ (a + b)^2", "y ~ (a + b + c)^2", "y ~ (a + b + c)^3",
  "y ~ (a + b)^3", "y ~ (a*b)^2", "y ~ (a + b)^2:c", "y ~ c*(a + b)^2", "y ~ a + b - a", "y ~ a - a + a", "y ~ a*b - a",
  "y ~ a*b - a:b", "y ~ a*b*c - a:b:c", "y ~ a + b - (a + b)", "y ~ a + (b - a)", "y ~ (a + b + c)^2 - a:b", "y ~ c:a + a:b + b",
  "y ~ a:b + a + b", "y ~ a + b:a - a", "y ~ a:b - b:a + c", "y ~ -(a:b) + c", "y ~ log(x) + I(x^2) + x:log(x)",
  "y ~ I(a/b) + I(a * b) + I((a + b) * c)", "y ~ I(-a^2) + I(2^-1 * a)", "y ~ factor(year) + x", "y ~ `my var`:x + `my var`",
  "log(y) ~ x + log(x + 1)", "y ~ a - b", "y ~ x + y2 + x:y2:z", "y ~ b:a:b"
)
for (f in formulas) {
  t <- terms(as.formula(f))
  cat(f, attr(t, "intercept"), paste(attr(t, "term.labels"), collapse = "\t"), sep = "\t")
  cat("\n")
}
