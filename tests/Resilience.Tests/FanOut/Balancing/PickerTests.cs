namespace Resilience.FanOut.Balancing;

public sealed class PickerTests
{
    private static ReplicaLoad Load(int index, int outstanding = 0, double latency = 0.1, double failures = 0, double weight = 1) =>
        new(index, outstanding, latency, failures, weight);

    private static int[] Pick(BalancingPolicy policy, int times, params ReplicaLoad[] loads)
    {
        IReplicaPicker picker = Pickers.Of(policy, new Random(7));
        int[] counts = new int[loads.Length];
        for (int i = 0; i < times; i++)
            counts[picker.Pick(loads)]++;
        return counts;
    }

    [Fact]
    public void Round_robin_takes_one_after_the_other() =>
        Assert.Equal([100, 100, 100], Pick(BalancingPolicy.RoundRobin, 300, Load(0), Load(1, 50), Load(2, latency: 9)));

    [Fact]
    public void Weighted_takes_each_as_often_as_its_weight_says_and_spreads_them()
    {
        IReplicaPicker picker = Pickers.Of(BalancingPolicy.Weighted, new Random(7));
        ReplicaLoad[] loads = [Load(0, weight: 5), Load(1), Load(2)];

        Assert.Equal([0, 0, 1, 0, 2, 0, 0], Enumerable.Range(0, 7).Select(_ => picker.Pick(loads)));
    }

    [Fact]
    public void Least_loaded_takes_the_one_with_the_fewest_calls_for_its_weight()
    {
        Assert.Equal([0, 10, 0], Pick(BalancingPolicy.LeastLoaded, 10, Load(0, 3), Load(1, 1), Load(2, 2)));
        Assert.Equal([10, 0], Pick(BalancingPolicy.LeastLoaded, 10, Load(0, 3, weight: 10), Load(1, 1)));
        int[] equal = Pick(BalancingPolicy.LeastLoaded, 3_000, Load(0), Load(1), Load(2));
        Assert.All(equal, static count => Assert.InRange(count, 900, 1_100));
    }

    [Fact]
    public void Of_two_the_less_loaded_is_taken()
    {
        Assert.Equal([0, 50], Pick(BalancingPolicy.PowerOfTwo, 50, Load(0, latency: 0.5), Load(1)));
        Assert.Equal([0, 50], Pick(BalancingPolicy.PowerOfTwo, 50, Load(0, 9), Load(1)));
        Assert.Equal([50, 0], Pick(BalancingPolicy.PowerOfTwo, 50, Load(0, 9, weight: 20), Load(1)));
        Assert.Equal([1], Pick(BalancingPolicy.PowerOfTwo, 1, Load(0)));
        // Of three, the worst is taken only if it is chosen twice, which it never is.
        Assert.Equal(0, Pick(BalancingPolicy.PowerOfTwo, 100, Load(0, latency: 9), Load(1), Load(2))[0]);
    }

    [Fact]
    public void One_that_has_not_answered_yet_gets_one_call_and_no_more() =>
        Assert.Equal([0, 50], Pick(BalancingPolicy.PowerOfTwo, 50, Load(0, 1, latency: 0), Load(1, 1, latency: 10)));

    [Fact]
    public void Adaptive_avoids_those_that_fail_fast()
    {
        ReplicaLoad[] loads = [Load(0, latency: 0.02, failures: 0.9), Load(1)];
        Assert.Equal([50, 0], Pick(BalancingPolicy.PowerOfTwo, 50, loads));
        Assert.Equal([0, 50], Pick(BalancingPolicy.Adaptive, 50, loads));
    }

    [Fact]
    public void A_latency_rises_at_once_and_falls_slowly()
    {
        var ewma = new PeakEwma(10);
        ewma.Add(0.1, false, 0);
        ewma.Add(1, true, 0);
        Assert.Equal((1, 0.05), (ewma.Latency, Math.Round(ewma.FailureRate, 3)));

        ewma.Add(0.1, false, 10);
        Assert.Equal(0.1 + (0.9 / Math.E), ewma.Latency, 6);
        ewma.Add(0.1, false, 1_000);
        Assert.Equal(0.1, ewma.Latency, 6);
        Assert.Equal(0, ewma.FailureRate, 6);
    }
}
