namespace Resilience.FanOut.Balancing;

/// <summary>Makes the picker of a policy.</summary>
internal static class Pickers
{
    public static IReplicaPicker Of(BalancingPolicy policy, Random random) => policy switch
    {
        BalancingPolicy.RoundRobin => new RoundRobinPicker(),
        BalancingPolicy.Weighted => new WeightedPicker(),
        BalancingPolicy.LeastLoaded => new LeastLoadedPicker(random),
        BalancingPolicy.Adaptive => new PowerOfTwoPicker(random, Failing),
        _ => new PowerOfTwoPicker(random, static _ => 1),
    };

    // What a call costs until it succeeds: with a share f of failures it takes 1 / (1 - f) calls, and each is in vain for its caller.
    private static double Failing(ReplicaLoad replica)
    {
        double success = Math.Max(0.01, 1 - replica.FailureRate);
        return 1 / (success * success);
    }
}
