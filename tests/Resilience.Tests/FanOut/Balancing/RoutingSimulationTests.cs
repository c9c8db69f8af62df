using System.Globalization;

namespace Resilience.FanOut.Balancing;

/// <summary>What balancing is worth beside a slow replica and one that fails. The table in the documentation is from here.</summary>
public sealed class RoutingSimulationTests(ITestOutputHelper output)
{
    private const int Requests = 20_000;

    private static readonly string[] _replicas = ["good 1", "good 2", "slow", "failing"];

    [Fact]
    public void The_slow_one_and_the_failing_one_get_less_than_round_robin_gives_them()
    {
        RoutingSimulation roundRobin = Run(BalancingPolicy.RoundRobin);
        RoutingSimulation powerOfTwo = Run(BalancingPolicy.PowerOfTwo);
        RoutingSimulation adaptive = Run(BalancingPolicy.Adaptive);
        RoutingSimulation leastLoaded = Run(BalancingPolicy.LeastLoaded);

        // Ejection keeps the failing one away from all of them; the slow one is the business of the policy.
        Assert.InRange(roundRobin.Share("slow"), 0.3, 0.35);
        Assert.InRange(roundRobin.Percentile99, 199, 205);
        foreach (RoutingSimulation better in new[] { powerOfTwo, adaptive })
        {
            Assert.InRange(better.Share("slow"), 0, 0.05);
            Assert.True(better.Failed <= 3 * roundRobin.Failed);
            Assert.InRange(better.Median, 19, 25);
        }

        Assert.True(leastLoaded.Share("slow") < roundRobin.Share("slow") / 2);
        Assert.True(adaptive.Failed <= powerOfTwo.Failed);
    }

    private RoutingSimulation Run(BalancingPolicy policy)
    {
        var simulation = new RoutingSimulation(policy);
        simulation.Run(Requests);
        IEnumerable<string> shares = _replicas.Select(name => Percent(simulation.Share(name)));
        string failed = Percent((double)simulation.Failed / Requests);
        string times = string.Create(CultureInfo.InvariantCulture, $"{simulation.Median:F0} ms | {simulation.Percentile99:F0} ms");
        output.WriteLine($"| `{policy}` | {string.Join(" | ", shares)} | {failed} | {times} |");
        return simulation;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
