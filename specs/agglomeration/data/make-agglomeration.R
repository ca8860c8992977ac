# SYNTHETIC panel with the shape of the seed paper: 28 cities x 2013-2023.
# Only the city names, the province names and the order of magnitude of the national totals are real;
# every number is drawn below. Run: Rscript make-agglomeration.R  (in this folder)
RNGkind("Mersenne-Twister", "Inversion", "Rejection"); set.seed(20241206)
cities <- data.frame(stringsAsFactors = FALSE,
  city = c("Wuhan","Huangshi","Ezhou","Huanggang","Xiaogan","Xianning","Xiangyang","Yichang","Jingzhou","Jingmen",
           "Changsha","Zhuzhou","Xiangtan","Yueyang","Yiyang","Changde","Hengyang","Loudi",
           "Nanchang","Jiujiang","Jingdezhen","Yingtan","Xinyu","Yichun","Pingxiang","Shangrao","Fuzhou","Ji'an"),
  city_zh = c("\u6b66\u6c49","\u9ec4\u77f3","\u9102\u5dde","\u9ec4\u5188","\u5b5d\u611f","\u54b8\u5b81","\u8944\u9633","\u5b9c\u660c","\u8346\u5dde","\u8346\u95e8",
              "\u957f\u6c99","\u682a\u6d32","\u6e58\u6f6d","\u5cb3\u9633","\u76ca\u9633","\u5e38\u5fb7","\u8861\u9633","\u5a04\u5e95",
              "\u5357\u660c","\u4e5d\u6c5f","\u666f\u5fb7\u9547","\u9e70\u6f6d","\u65b0\u4f59","\u5b9c\u6625","\u840d\u4e61","\u4e0a\u9976","\u629a\u5dde","\u5409\u5b89"),
  province = rep(c("Hubei","Hunan","Jiangxi"), c(10, 8, 10)),
  pop0 = c(905, 92, 68, 58, 83, 49, 151, 118, 101, 62, 452, 108, 91, 104, 79, 86, 117, 46, 361, 89, 52, 27, 48, 61, 55, 97, 73, 51),
  gdp0 = c(9300, 1150, 640, 1330, 1240, 870, 2810, 2820, 1330, 1200, 7150, 1950, 1440, 2440, 1120, 2260, 2170, 1120, 3340, 1600, 680, 550, 850, 1390, 800, 1400, 940, 1120))
cities$industry <- "new-industrialisation"
cities$industry[match(c("Wuhan","Xiangyang","Huangshi","Jingmen","Changsha","Zhuzhou","Xiangtan","Nanchang","Jingdezhen","Yichang"), cities$city)] <- "equipment"
cities$industry[match(c("Ezhou","Xianning","Yueyang","Changde","Hengyang","Jiujiang","Ji'an","Xinyu","Shangrao"), cities$city)] <- "advanced"
stopifnot(table(cities$industry) == c(9, 10, 9))
years <- 2013:2023; N <- nrow(cities); T <- length(years)
G_j <- c(592963, 643563, 688858, 746395, 832036, 919281, 986515, 1013567, 1149237, 1204724, 1260582) # national GDP, 100 million yuan (order of magnitude)
M_j <- round(G_j * seq(0.058, 0.083, length.out = T) * exp(rnorm(T, 0, 0.01)), 1)                    # national intelligent-manufacturing output (invented)
d <- cities[rep(1:N, each = T), ]; d$year <- rep(years, N); rownames(d) <- NULL
i <- rep(1:N, each = T); t <- rep(1:T, N); m01 <- function(v) (v - min(v)) / (max(v) - min(v))
lp <- log(cities$pop0); zs <- (lp - mean(lp)) / sd(lp)
# population and employees (10 000 persons)
gpop <- rnorm(N, 0.006, 0.006); pop <- cities$pop0[i] * exp(gpop[i] * (t - 1) + rnorm(N * T, 0, 0.008))
emp_lv <- 2.2 + 0.42 * lp + rnorm(N, 0, 0.55); emp <- exp(emp_lv[i] + 0.01 * (t - 1) + rnorm(N * T, 0, 0.08))
# keyword intensity: city level, city-specific trend, year shock, AR(1) idiosyncratic
ci <- 0.30 * zs + rnorm(N, 0, 0.22); tr <- 0.075 + rnorm(N, 0, 0.02); ys <- cumsum(rnorm(T, 0, 0.03))
ar <- matrix(0, T, N); for (k in 1:N) { ar[1, k] <- rnorm(1, 0, 0.22); for (s in 2:T) ar[s, k] <- 0.45 * ar[s - 1, k] + rnorm(1, 0, 0.2) }
ltin <- 7.35 + ci[i] + tr[i] * (t - 1) + ys[t] + as.vector(ar)
tot <- exp(ltin); sh <- cbind(ai = 0.22 + 0.015 * (t - 1), cloud = 0.27 - 0.004 * (t - 1), big = 0.33 - 0.004 * (t - 1), iot = 0.18 - 0.007 * (t - 1))
sh <- sh * exp(matrix(rnorm(4 * N * T, 0, 0.12), ncol = 4)); sh <- sh / rowSums(sh); kw <- round(tot * sh)
# mediator: AI mentions, skewed
v <- -0.9 + 1.75 * (ltin - 8) + 0.8 * zs[i] + rnorm(N, 0, 0.30)[i] + 0.05 * (t - 6) + rnorm(N * T, 0, 0.35)
ai <- round(25 * exp(v))
TIN <- m01(log(rowSums(kw) + 1)); AI <- m01(log(ai + 1)); POS <- m01(pop); NUE <- m01(emp)
# fixed-asset investment (100 million yuan): skewed growth, base year 2012
g <- matrix(pmax(-0.12, 0.03 + rgamma(N * T, shape = 0.42, scale = 0.13) + rnorm(N * T, 0, 0.010)), T, N)
fai0 <- cities$gdp0 * runif(N, 0.45, 0.75); fai <- sapply(1:N, function(k) fai0[k] * cumprod(1 + g[, k]))
faip <- rbind(fai0, fai[-T, ]); GRA <- m01(as.vector(g))
# outcome: location quotient; theta differs by industry group
th <- c(equipment = 0.55, advanced = 0.80, `new-industrialisation` = 0.42)[d$industry]; ce <- rnorm(N, 0, 0.045); ye <- rnorm(T, 0, 0.012)
AGG <- 0.38 + th * TIN + 0.32 * AI + 0.45 * POS - 0.24 * NUE - 0.14 * GRA + ce[i] + ye[t] + rnorm(N * T, 0, 0.045)
gdp <- cities$gdp0[i] * exp((0.072 + rnorm(N, 0, 0.008)[i]) * (t - 1) + rnorm(N * T, 0, 0.012))
d$m_city <- round(AGG * gdp * M_j[t] / G_j[t], 2); d$g_city <- round(gdp, 2); d$m_nation <- M_j[t]; d$g_nation <- G_j[t]
d$kw_ai <- kw[, 1]; d$kw_cloud <- kw[, 2]; d$kw_bigdata <- kw[, 3]; d$kw_iot <- kw[, 4]; d$ai_mentions <- ai
d$population <- round(pop, 2); d$employees <- round(emp, 2); d$fai <- round(as.vector(fai), 2); d$fai_prev <- round(as.vector(faip), 2)
d$vht <- round(gdp * exp(-2.1 + 0.9 * TIN + 0.25 * zs[i] + rnorm(N * T, 0, 0.12)), 2)
d$rd <- round(gdp * 0.004 * exp(1.6 * TIN + 0.5 * POS + rnorm(N, 0, 0.15)[i] + rnorm(N * T, 0, 0.08)), 3)
d$pop0 <- d$gdp0 <- NULL
full <- d
# about 3 % missing cells, never at the first or last year of a city, so linear interpolation fills every one
cols <- c("m_city","g_city","kw_ai","kw_cloud","kw_bigdata","kw_iot","ai_mentions","population","employees","fai","vht","rd")
inner <- which(d$year > 2013 & d$year < 2023); pool <- expand.grid(r = inner, c = cols, stringsAsFactors = FALSE)
pick <- pool[sample(nrow(pool), round(0.03 * N * T * length(cols))), ]
for (q in seq_len(nrow(pick))) d[pick$r[q], pick$c[q]] <- NA
for (r in which(is.na(d$fai))) d$fai_prev[r + 1] <- NA   # the lag of an unknown level is unknown too
put <- function(x, f) { x <- x[, c("city","city_zh","province","industry","year","m_city","g_city","m_nation","g_nation","kw_ai","kw_cloud","kw_bigdata","kw_iot","ai_mentions","population","employees","fai","fai_prev","vht","rd")]
  write.table(x, f, sep = ",", row.names = FALSE, quote = FALSE, na = "", fileEncoding = "UTF-8", eol = "\n") }
put(d, "agglomeration.csv"); put(full, "agglomeration-complete.csv")
# variant with gaps at the ends of some cities' series (interpolation cannot fill them without an extrapolation rule)
e <- d; ends <- which(e$year %in% c(2013, 2023)); for (v in c("m_city","ai_mentions","population","employees","rd")) e[sample(ends, 2), v] <- NA
put(e, "agglomeration-edge.csv")
cat("rows", nrow(d), "missing cells", sum(is.na(d)), "share of", length(cols), "columns", mean(is.na(d[, cols])), " edge missing", sum(is.na(e)), "\n")
x <- data.frame(AGG, lnTIN = log(rowSums(kw) + 1), TIN, lnAI = log(ai + 1), AI, POS, NUE, GRA); print(round(t(sapply(x, function(z) c(mean = mean(z), sd = sd(z), min = min(z), med = median(z), max = max(z)))), 3))
print(round(cor(x[, c("AGG","TIN","AI","POS","NUE","GRA")]), 2))
s1 <- lm(AGG ~ TIN + POS + NUE + GRA); s2 <- lm(AI ~ TIN + POS + NUE + GRA); s3 <- lm(AGG ~ TIN + AI + POS + NUE + GRA)
for (s in list(s1, s2, s3)) print(round(coef(summary(s))[, c(1, 3)], 3)); f <- factor(d$city); y <- factor(d$year)
for (s in list(lm(AGG ~ TIN + POS + NUE + GRA + f + y), lm(AI ~ TIN + POS + NUE + GRA + f + y), lm(AGG ~ TIN + AI + POS + NUE + GRA + f + y))) print(round(coef(summary(s))[2:6, c(1, 3)], 3))
