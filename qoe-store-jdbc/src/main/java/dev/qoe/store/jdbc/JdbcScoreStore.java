package dev.qoe.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.score.Contribution;
import dev.qoe.api.score.Score;
import dev.qoe.api.store.ScoreStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Scores in {@code qoe_score}. Thread-safe. */
final class JdbcScoreStore implements ScoreStore {

  static final Table TABLE =
      new Table(
          "qoe_score",
          List.of("element", "time_micros"),
          List.of("score", "confidence", "contributions"));

  private final Database database;

  JdbcScoreStore(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<Score> scores) {
    List<Map<String, @Nullable Object>> rows = scores.stream().map(JdbcScoreStore::row).toList();
    database.change("keep scores", handle -> TABLE.save(handle, rows));
  }

  @Override
  public Optional<Score> latest(ElementPath element) {
    return database.read(
        "find the newest score",
        handle ->
            handle
                .createQuery(
                    TABLE.select()
                        + " WHERE element = :element ORDER BY element DESC, time_micros DESC"
                        + " FETCH FIRST 1 ROWS ONLY")
                .bind("element", element.text())
                .map(JdbcScoreStore::score)
                .findOne());
  }

  @Override
  public List<Score> find(ElementPath element, Instant from, Instant to) {
    return database.read(
        "find scores",
        handle ->
            handle
                .createQuery(
                    TABLE.select()
                        + " WHERE element = :element AND time_micros >= :from AND time_micros < :to"
                        + " ORDER BY time_micros")
                .bind("element", element.text())
                .bind("from", Micros.bound(from))
                .bind("to", Micros.bound(to))
                .map(JdbcScoreStore::score)
                .list());
  }

  private static Map<String, @Nullable Object> row(Score score) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("element", score.element().text());
    row.put("time_micros", Micros.of(score.time()));
    row.put("score", score.known() ? score.value() : null);
    row.put("confidence", score.confidence());
    row.put("contributions", Json.list(score.contributions(), JdbcScoreStore::write));
    return row;
  }

  private static Score score(ResultSet row, StatementContext context) throws SQLException {
    double stored = row.getDouble("score");
    double value = row.wasNull() ? Double.NaN : stored;
    return new Score(
        ElementPath.of(row.getString("element")),
        Micros.instant(row.getLong("time_micros")),
        value,
        row.getDouble("confidence"),
        Json.list(row.getString("contributions"), JdbcScoreStore::contribution));
  }

  private static JsonNode write(Contribution contribution) {
    ObjectNode object =
        Json.object()
            .put("element", contribution.element().text())
            .put("kpi", contribution.kpi().code())
            .put("name", contribution.name());
    Json.put(object, "value", contribution.value());
    Json.put(object, "utility", contribution.utility());
    Json.put(object, "points", contribution.points());
    return object.put("detail", contribution.detail());
  }

  private static Contribution contribution(JsonNode object) {
    return new Contribution(
        ElementPath.of(Json.string(object, "element")),
        Kpi.of(Json.string(object, "kpi")),
        Json.string(object, "name"),
        Json.number(object, "value"),
        Json.number(object, "utility"),
        Json.number(object, "points"),
        Json.string(object, "detail"));
  }
}
