using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health;

public sealed class HealthSnapshotTests
{
    [Fact]
    public async Task As_JSON_it_has_the_overall_status_the_checks_and_a_summary()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_642_678_900));
        await using var monitor = new HealthMonitor(new() { TimeProvider = clock });
        monitor.Add(new("database", () => true) { Critical = true });
        monitor.Add(new("external_api", () => HealthVerdict.Degraded("slow")));
        await monitor.RunAsync(TestContext.Current.CancellationToken);
        monitor.Add(new("redis", () => true));

        Assert.Equal(
            """
            {
              "overall_status": "degraded",
              "checks": {
                "database": {
                  "status": "healthy",
                  "last_check": 1642678900
                },
                "external_api": {
                  "status": "degraded",
                  "last_check": 1642678900
                },
                "redis": {
                  "status": "unknown",
                  "last_check": null
                }
              },
              "summary": {
                "total_checks": 3,
                "healthy_checks": 1,
                "degraded_checks": 1,
                "unhealthy_checks": 0
              }
            }
            """.ReplaceLineEndings("\n"),
            monitor.Snapshot().ToJson());
    }
}
