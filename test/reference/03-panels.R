# Grunfeld, Produc, Fatalities, CASchools, Petersen: models x covariance types
source("lib.R"); rd <- function(f) read.csv(f, na.strings = "", encoding = "UTF-8")
# ---- Grunfeld ----
d <- rd("grunfeld.csv"); f <- inv ~ value + capital; D <- "grunfeld.csv"
L <- c(1, 2, 3)
put(list(about = "Grunfeld (plm version: 10 firms x 20 years). value = market value, capital = stock of plant and equipment, inv = gross investment.", descriptives = desc(d, c("inv", "value", "capital")), models = list(
  lin("pooled", f, d, D, entity = "firm", time = "year", lags = L, cr2 = TRUE, keepV = TRUE, extra = list(diagnostics = ols_diag(f, d))),
  lin("pooled_noconst", inv ~ 0 + value + capital, d, D, entity = "firm", time = "year", lags = L),
  lin("fe_firm", f, d, D, absorb = "firm", entity = "firm", time = "year", lags = L, cr2 = TRUE, keepV = TRUE), lin("fe_year", f, d, D, absorb = "year", entity = "firm", time = "year", lags = L),
  lin("fe_twoway", f, d, D, absorb = c("firm", "year"), entity = "firm", time = "year", lags = L, cr2 = TRUE), lin("lsdv", inv ~ value + capital + factor(firm), d, D, entity = "firm", time = "year"),
  lin("log_pooled", log(inv) ~ log(value) + log(capital), d, D, entity = "firm", time = "year", lags = L), lin("poly_fe", inv ~ value + I(value^2) + capital + value:capital, d, D, absorb = "firm", entity = "firm", time = "year", lags = L),
  re_rec("re_swar", f, d, D, "firm", "year"), re_rec("re_walhus", f, d, D, "firm", "year", method = "walhus"), re_rec("re_amemiya", f, d, D, "firm", "year", method = "amemiya"), re_rec("re_nerlove", f, d, D, "firm", "year", method = "nerlove"), re_rec("re_twoway_swar", f, d, D, "firm", "year", effect = "twoways"),
  simple_plm("between", f, d, D, "firm", "year", "between"), simple_plm("fd", f, d, D, "firm", "year", "fd")), tests = panel_tests(f, d, "firm", "year"),
  newey_west_single_firm = { g <- d[d$firm == 1, ]; m <- lm(f, g); lapply(setNames(0:4, paste0("lag", 0:4)), function(l) list(se_no_prewhite_no_adjust = arr(sqrt(diag(NeweyWest(m, lag = l, prewhite = FALSE, adjust = FALSE)))), se_stata_newey = arr(sqrt(diag(NeweyWest(m, lag = l, prewhite = FALSE, adjust = TRUE)))))) }, env = env_info()), "grunfeld.json")
# ---- Produc (Munnell) ----
d <- rd("produc.csv"); f <- log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp; D <- "produc.csv"
put(list(about = "Produc: 48 US states x 1970-1986, Munnell (1990) production function.", descriptives = desc(d, c("gsp", "pcap", "pc", "emp", "unemp")), models = list(
  lin("pooled", f, d, D, entity = "state", time = "year", lags = L, cr2 = TRUE, extra = list(diagnostics = ols_diag(f, d))), lin("fe_state", f, d, D, absorb = "state", entity = "state", time = "year", lags = L, cr2 = TRUE), lin("fe_twoway", f, d, D, absorb = c("state", "year"), entity = "state", time = "year", lags = L, cr2 = TRUE),
  lin("region_clustered", f, d, D, cluster = "region"), lin("region_fe", f, d, D, absorb = "region", cluster = "region"), lin("region_dummies_interaction", log(gsp) ~ log(pcap) * unemp + log(pc) + log(emp) + factor(region), d, D, entity = "state", time = "year"),
  re_rec("re_swar", f, d, D, "state", "year"), re_rec("re_twoway_swar", f, d, D, "state", "year", effect = "twoways"), simple_plm("between", f, d, D, "state", "year", "between"), simple_plm("fd", f, d, D, "state", "year", "fd")), tests = panel_tests(f, d, "state", "year"), env = env_info()), "produc.json")
# ---- Fatalities (Stock & Watson ch. 10) ----
d <- rd("fatalities.csv"); d$frate <- d$fatal / d$pop * 10000; D <- "fatalities.csv"; d$yn <- d$year
f <- frate ~ beertax
put(list(about = "Fatalities: 48 US states x 1982-1988. frate = fatal/pop*10000.", derived = list(frate = "fatal / pop * 10000"), descriptives = desc(d, c("frate", "beertax", "unemp", "income")), models = list(
  lin("pooled", f, d, D, entity = "state", time = "year", lags = c(1, 2)), lin("ols_1982", f, d[d$year == 1982, ], "fatalities.csv (year == 1982)"), lin("ols_1988", f, d[d$year == 1988, ], "fatalities.csv (year == 1988)"), lin("fe_state", f, d, D, absorb = "state", entity = "state", time = "year", lags = c(1, 2), cr2 = TRUE), lin("fe_twoway", f, d, D, absorb = c("state", "year"), entity = "state", time = "year", lags = c(1, 2), cr2 = TRUE),
  lin("fe_controls", frate ~ beertax + unemp + log(income) + miles, d, D, absorb = c("state", "year"), entity = "state", time = "year", lags = c(1, 2)), lin("fe_unbalanced", frate ~ beertax + unemp, d[!(d$state == "al" & d$year == 1983) & !(d$state == "tx" & d$year > 1986) & !(d$state == "ca" & d$year < 1985), ], "fatalities.csv minus al/1983, tx after 1986, ca before 1985", absorb = c("state", "year"), entity = "state", time = "year"),
  re_rec("re_swar", frate ~ beertax + unemp, d, D, "state", "year"), simple_plm("fd", f, d, D, "state", "year", "fd"), simple_plm("between", f, d, D, "state", "year", "between")), tests = panel_tests(frate ~ beertax + unemp, d, "state", "year"), env = env_info()), "fatalities.json")
# ---- CASchools: cross section, HC family, polynomials, WLS ----
d <- rd("caschools.csv"); d$str <- d$students / d$teachers; d$score <- (d$read + d$math) / 2; d$size <- ifelse(d$str < 20, 1, 0); D <- "caschools.csv"
put(list(about = "CASchools: 420 California districts. str = students/teachers, score = (read+math)/2, small = str < 20.", derived = list(str = "students / teachers", score = "(read + math) / 2", size = "1 if str < 20 else 0"), descriptives = desc(d, c("score", "str", "english", "lunch", "calworks", "income")), models = list(
  lin("simple", score ~ str, d, D, keepV = TRUE, extra = list(diagnostics = ols_diag(score ~ str, d))), lin("dummy", score ~ size, d, D), lin("income_quadratic", score ~ income + I(income^2), d, D), lin("income_cubic", score ~ income + I(income^2) + I(income^3), d, D), lin("linear_log", score ~ log(income), d, D), lin("log_log", log(score) ~ log(income), d, D), lin("interaction", score ~ str * english, d, D, extra = list(diagnostics = ols_diag(score ~ str + english + lunch, d))),
  lin("county_clustered", score ~ str + lunch, d, D, cluster = "county", cr2 = TRUE), lin("county_fe", score ~ str + lunch, d, D, absorb = "county", cluster = "county"), lin("grades_factor", score ~ str + factor(grades), d, D), lin("wls_students", score ~ str + lunch, d, D, wts = "students"), lin("intercept_only", score ~ 1, d, D), lin("collinear", score ~ str + lunch + I(2 * lunch - str) + income, d, D)), env = env_info()), "caschools.json")
# ---- Petersen ----
d <- rd("petersen.csv"); D <- "petersen.csv"; p <- lin("pooled", y ~ x, d, D, entity = "firm", time = "year", lags = c(1, 2), keepV = TRUE)
pub <- c(ols = 0.0286, white = 0.0284, cluster_firm = 0.0506, cluster_time = 0.0334, twoway = 0.0536); got <- c(p$vcov$classical$se[2], p$vcov$HC1$se[2], p$vcov$cluster$se[2], p$vcov$cluster_time$se[2], p$vcov$twoway_per_dimension$se[2])
print(rbind(pub, round(got, 4))); stopifnot(all(abs(round(got, 4) - pub) < 1.01e-4))
put(list(about = "Petersen's test data (500 firms x 10 years, simulated); published SEs of x on his web page: OLS 0.0286, White 0.0284, firm 0.0506, year 0.0334, both 0.0536.", published_se_x = as.list(pub), models = list(p, lin("fe_firm", y ~ x, d, D, absorb = "firm", entity = "firm", time = "year", lags = 1)), env = env_info()), "petersen.json")
cat("cross-checks", .checks$n, "worst", .checks$worst, "\n")
