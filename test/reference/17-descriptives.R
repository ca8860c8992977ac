# Descriptive statistics and correlations by group, on the SYNTHETIC panel as it is prepared and with its gaps: base R
# (mean, var, quantile, cor.test), moments by their formulas. Run in this folder: Rscript 17-descriptives.R
source("lib.R")
raw <- read.csv("../../specs/agglomeration/data/agglomeration.csv", na.strings = "", encoding = "UTF-8")
prepared <- read.csv("agglomeration-prepared.csv", encoding = "UTF-8")
raw$period <- ifelse(raw$year <= 2015, "incubation", ifelse(raw$year <= 2019, "development", "formation"))
periods <- c("incubation", "development", "formation")
# Groups of one row, of two, of three and of none, next to one of a whole city.
small <- list(one = quote(city == "Wuhan" & year == 2014), two = quote(city == "Wuhan" & year <= 2014), three = quote(city == "Wuhan" & year <= 2015), none = quote(year < 2000), whole = quote(city == "Wuhan"))
shares <- c(p1 = .01, p5 = .05, p10 = .1, p25 = .25, median = .5, p75 = .75, p90 = .9, p95 = .95, p99 = .99)
finite <- function(z) if (length(z) == 1 && is.finite(z)) z else NA_real_
statistics <- function(v, type) { x <- v[!is.na(v)]; m <- function(k) mean((x - mean(x))^k); full <- length(x) > 0
  q <- if (full) quantile(x, shares, type = type, names = FALSE) else rep(NA_real_, length(shares))
  c(list(n = length(x), missing = sum(is.na(v)), mean = finite(mean(x)), sd = finite(sd(x)), variance = finite(var(x)), min = if (full) min(x) else NA_real_, max = if (full) max(x) else NA_real_,
    skewness = finite(m(3) / m(2)^1.5), kurtosis = finite(m(4) / m(2)^2)), setNames(as.list(q), names(shares))) }
describe <- function(groups, vars) lapply(groups, function(g) lapply(setNames(nm = vars), function(v) list(type7 = statistics(g[[v]], 7), type2 = statistics(g[[v]], 2))))
pair <- function(x, y, method) { k <- complete.cases(x, y); x <- x[k]; y <- y[k]; n <- length(x)
  r <- if (n < 2 || sd(x) == 0 || sd(y) == 0) NA_real_ else cor(x, y, method = method)
  if (is.na(r) || n < 3) return(list(n = n, estimate = r, statistic = NA_real_, p = NA_real_))
  t <- if (method == "pearson") cor.test(x, y) else cor.test(rank(x), rank(y)); chk(r, t$estimate, 1e-12, "r")
  if (method == "spearman") chk(cor.test(x, y, method = "spearman", exact = FALSE)$p.value, t$p.value, 1e-9, "p of ranks")
  list(n = n, estimate = unname(t$estimate), statistic = unname(t$statistic), p = t$p.value) }
pairs <- function(g, vars, method) { out <- list(); for (i in seq_along(vars)[-1]) for (j in seq_len(i - 1)) out[[paste0(vars[i], ",", vars[j])]] <- pair(g[[vars[i]]], g[[vars[j]]], method); out }
correlate <- function(groups, vars) lapply(groups, function(g) { whole <- g[complete.cases(g[vars]), ]
  list(pearson = pairs(g, vars, "pearson"), spearman = pairs(g, vars, "spearman"), listwise = pairs(whole, vars, "pearson")) })
by <- function(d) setNames(lapply(periods, function(p) d[d$period == p, ]), periods)
where <- function(d) lapply(small, function(e) d[eval(e, d), ])
rawVars <- c("m_city", "kw_ai", "population", "fai", "rd"); vars <- c("AGG", "TIN", "AI", "POS", "NUE", "GRA")
put(list(about = "SYNTHETIC data; every number below is R's answer on it.",
  describe = list(prepared = describe(by(prepared), vars), gaps = describe(by(raw), rawVars), small = describe(where(raw), rawVars)),
  correlate = list(prepared = correlate(by(prepared), vars), gaps = correlate(by(raw), rawVars), small = correlate(where(raw), c("m_city", "kw_ai", "population"))),
  env = list(r = R.version.string)), "descriptives.json")
