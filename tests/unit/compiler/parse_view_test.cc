#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, Views) {
  expect_dumps({
      {R"sql(CREATE VIEW s.v AS SELECT 1)sql",
       R"(view s.v‹s.v›
  query ‹SELECT 1›
    target ?column?
)"},
      {R"sql(CREATE OR REPLACE TEMP VIEW v (a, "B") WITH (security_barrier, check_option = local) AS SELECT x, y FROM t WITH CASCADED CHECK OPTION)sql",
       R"(view or-replace temporary v‹v›(a,B) options security_barrier,check_option=local check CASCADED
  query ‹SELECT x, y FROM t›
    target x = x‹x›
    target y = y‹y›
    from relation t‹t›
    names [x y]
)"},
      {R"sql(CREATE VIEW v AS SELECT x FROM t WITH LOCAL CHECK OPTION)sql",
       R"(view v‹v› check LOCAL
  query ‹SELECT x FROM t›
    target x = x‹x›
    from relation t‹t›
    names [x]
)"},
      {R"sql(CREATE VIEW v AS SELECT x FROM t WITH CHECK OPTION)sql",
       R"(view v‹v› check CASCADED
  query ‹SELECT x FROM t›
    target x = x‹x›
    from relation t‹t›
    names [x]
)"},
      {R"sql(CREATE MATERIALIZED VIEW IF NOT EXISTS s.m (a) USING heap WITH (fillfactor = 70) TABLESPACE fast AS SELECT x FROM t WITH NO DATA)sql",
       R"(create-table-as materialized if-not-exists s.m‹s.m›(a) options fillfactor=70 method heap tablespace fast no-data
  query ‹SELECT x FROM t›
    target x = x‹x›
    from relation t‹t›
    names [x]
)"},
      {R"sql(CREATE MATERIALIZED VIEW m AS SELECT data FROM t)sql",
       R"(create-table-as materialized m‹m›
  query ‹SELECT data FROM t›
    target data = data‹data›
    from relation t‹t›
    names [data]
)"},
      {R"sql(REFRESH MATERIALIZED VIEW s.m)sql",
       R"(refresh-mat-view s.m‹s.m›
)"},
      {R"sql(REFRESH MATERIALIZED VIEW CONCURRENTLY m WITH DATA)sql",
       R"(refresh-mat-view concurrently m‹m›
)"},
      {R"sql(REFRESH MATERIALIZED VIEW m WITH NO DATA)sql",
       R"(refresh-mat-view m‹m› no-data
)"},
  });
}

TEST(ParsePostgresql, Queries) {
  expect_dumps({
      {R"sql(CREATE VIEW v AS SELECT *, t.*, s.t.x, t.y AS "Why", u z FROM s.t)sql",
       R"(view v‹v›
  query ‹SELECT *, t.*, s.t.x, t.y AS "Why", u z FROM s.t›
    target ?column? = *‹*›
    target ?column? = t.*‹t.*›
    target x = s.t.x‹s.t.x›
    target Why aliased = t.y‹t.y›
    target z aliased = u‹u›
    from relation s.t‹s.t›
    names [* t.* s.t.x t.y u]
)"},
      {R"sql(CREATE VIEW v AS SELECT count(*), max(x)::bigint, x::text, 'a', 1 AS one, CASE WHEN y THEN z END, coalesce(a, b), (SELECT c FROM d), EXISTS (SELECT 1), ARRAY[1], ROW(1), now(), CURRENT_DATE, (t.r).f, NOT y, x + 1, x::s.mood FROM t)sql",
       R"(view v‹v›
  query ‹SELECT count(*), max(x)::bigint, x::text, 'a', 1 AS one, CASE WHEN y THEN z END, coalesce(a, b), (SELECT c FROM d), EXISTS (SELECT 1), ARRAY[1], ROW(1), now(), CURRENT_DATE, (t.r).f, NOT y, x + 1, x::s.mood FROM t›
    target count
    target max cast pg_catalog.int8
    target x cast text
    target ?column?
    target one aliased
    target case
    target coalesce
    target c
    target exists
    target array
    target row
    target now
    target current_date
    target f
    target ?column?
    target ?column?
    target x cast s.mood
    from relation t‹t›
    names [count() max() x :text x y z a b now() t.r y x :s.mood x]
    below
      target c = c‹c›
      from relation d‹d›
      names [c]
    below
      target ?column?
)"},
      {R"sql(CREATE VIEW v AS SELECT a.x, b.y FROM s.t AS a (x, z) JOIN u b USING (id) LEFT JOIN LATERAL (SELECT y FROM w WHERE w.id = a.id) c ON true CROSS JOIN generate_series(1, a.n) AS g (n) NATURAL JOIN e)sql",
       R"(view v‹v›
  query ‹SELECT a.x, b.y FROM s.t AS a (x, z) JOIN u b USING (id) LEFT JOIN LATERAL (SELECT y FROM w WHERE w.id = a.id) c ON true CROSS JOIN generate_series(1, a.n) AS g (n) NATURAL JOIN e›
    target x = a.x‹a.x›
    target y = b.y‹b.y›
    from join natural
      from join
        from join
          from join using id
            from relation s.t‹s.t› as a(x,z)
            from relation u‹u› as b
          from subquery as c
            target y = y‹y›
            from relation w‹w›
            names [y w.id a.id]
        from function as g(n)
      from relation e‹e›
    names [generate_series() a.n a.x b.y]
)"},
      {R"sql(CREATE VIEW v AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c), d AS (SELECT * FROM t) SELECT c.n, d.* FROM c, d)sql",
       R"(view v‹v›
  query ‹WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c), d AS (SELECT * FROM t) SELECT c.n, d.* FROM c, d›
    with c(n)
      branch
        target ?column?
      branch
        target ?column?
        from relation c‹c›
        names [n]
    with d
      target ?column? = *‹*›
      from relation t‹t›
      names [*]
    target n = c.n‹c.n›
    target ?column? = d.*‹d.*›
    from relation c‹c›
    from relation d‹d›
    names [c.n d.*]
)"},
      {R"sql(CREATE VIEW v AS SELECT x FROM t UNION SELECT y FROM u ORDER BY 1 LIMIT 5)sql",
       R"(view v‹v›
  query ‹SELECT x FROM t UNION SELECT y FROM u ORDER BY 1 LIMIT 5›
    branch
      target x = x‹x›
      from relation t‹t›
      names [x]
    branch
      target y = y‹y›
      from relation u‹u›
      names [y]
)"},
      {R"sql(CREATE VIEW v AS VALUES (1, 'a'), (2, s.f()))sql",
       R"(view v‹v›
  query ‹VALUES (1, 'a'), (2, s.f())›
    values of 2
    names [s.f()]
)"},
      {R"sql(CREATE VIEW v AS SELECT DISTINCT ON (x) x, sum(y) OVER (PARTITION BY z ORDER BY w) FROM t WHERE a IN (SELECT b FROM u WHERE u.c = t.c) GROUP BY x, d HAVING count(e) > 0 ORDER BY f LIMIT g(1) OFFSET 2)sql",
       R"(view v‹v›
  query ‹SELECT DISTINCT ON (x) x, sum(y) OVER (PARTITION BY z ORDER BY w) FROM t WHERE a IN (SELECT b FROM u WHERE u.c = t.c) GROUP BY x, d HAVING count(e) > 0 ORDER BY f LIMIT g(1) OFFSET 2›
    target x = x‹x›
    target sum
    from relation t‹t›
    names [x sum() y z w x a x d count() e f g()]
    below
      target b = b‹b›
      from relation u‹u›
      names [b u.c t.c]
)"},
      {R"sql(CREATE VIEW v AS SELECT nextval('s.q'), 's.t'::regclass, x::s.d FROM ONLY s.t)sql",
       R"(view v‹v›
  query ‹SELECT nextval('s.q'), 's.t'::regclass, x::s.d FROM ONLY s.t›
    target nextval
    target regclass cast regclass
    target x cast s.d
    from relation s.t‹s.t›
    names [nextval() '@s.q '@s.t :regclass :s.d x]
)"},
      {R"sql(CREATE VIEW v AS SELECT x FROM (SELECT x FROM (VALUES (1)) AS i (x)) AS o)sql",
       R"(view v‹v›
  query ‹SELECT x FROM (SELECT x FROM (VALUES (1)) AS i (x)) AS o›
    target x = x‹x›
    from subquery as o
      target x = x‹x›
      from subquery as i(x)
        values of 1
      names [x]
    names [x]
)"},
      {R"sql(CREATE VIEW v AS TABLE s.t)sql",
       R"(view v‹v›
  query ‹TABLE s.t›
    target ?column? = *‹›
    from relation s.t‹s.t›
)"},
      {R"sql(CREATE VIEW v AS (SELECT x FROM t))sql",
       R"(view v‹v›
  query ‹(SELECT x FROM t)›
    target x = x‹x›
    from relation t‹t›
    names [x]
)"},
      {R"sql(CREATE VIEW "ä" AS SELECT 'ö', t . x FROM t)sql",
       R"(view ä‹"ä"›
  query ‹SELECT 'ö', t . x FROM t›
    target ?column?
    target x = t.x‹t . x›
    from relation t‹t›
    names [t.x‹t . x›]
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
