using Microsoft.Extensions.Time.Testing;

namespace Resilience.FanOut.Balancing;

/// <summary>
/// Sixteen callers, one request after the other each, to two good replicas (20 ms), a slow one (200 ms) and one that fails at once. Time is
/// simulated: the next event is always that of the call that ends next, so that every run is the same.
/// </summary>
internal sealed class RoutingSimulation
{
    private const int Callers = 16;
    private readonly FakeTimeProvider _clock = new();
    private readonly PriorityQueue<Action, (long Due, int Order)> _ends = new();
    private readonly LoadBalancer<int, int> _balancer;
    private readonly List<double> _latencies = [];
    private int _order;
    private int _asked;

    public RoutingSimulation(BalancingPolicy policy) => _balancer = new(
        "simulation",
        [Replica("good 1", 20), Replica("good 2", 20), Replica("slow", 200), Failing("failing")],
        new() { Policy = policy },
        _clock,
        new Random(42));

    public int Failed { get; private set; }

    public double Median => Percentile(0.5);

    public double Percentile99 => Percentile(0.99);

    public double Share(string name) => _balancer.Snapshot().Replicas.Single(replica => replica.Dependency.Name == name).Share;

    public void Run(int requests)
    {
        for (int i = 0; i < Callers; i++)
            Ask(requests);
        while (_ends.TryDequeue(out Action? end, out (long Due, int) next))
        {
            long now = _clock.GetTimestamp();
            if (next.Due > now)
                _clock.Advance(TimeSpan.FromTicks((next.Due - now) * TimeSpan.TicksPerSecond / _clock.TimestampFrequency));
            end();
        }
    }

    private void Ask(int requests)
    {
        if (_asked++ >= requests)
            return;
        long began = _clock.GetTimestamp();
        _ = AskAsync(began, requests);
    }

    private async Task AskAsync(long began, int requests)
    {
        BalancedResult<int> result = await _balancer.ExecuteOutcomeAsync(1);
        if (!result.Outcome.IsSuccess)
            Failed++;
        _latencies.Add(_clock.GetElapsedTime(began).TotalMilliseconds);
        Ask(requests);
    }

    private Dependency<int, int> Replica(string name, int milliseconds) => new(name, async (request, _) =>
    {
        await EndAsync(milliseconds);
        return request;
    });

    private Dependency<int, int> Failing(string name) => new(name, async (_, _) =>
    {
        await EndAsync(1);
        throw new IOException();
    });

    private Task EndAsync(int milliseconds)
    {
        var end = new TaskCompletionSource();
        long due = _clock.GetTimestamp() + (milliseconds * _clock.TimestampFrequency / 1_000);
        _ends.Enqueue(end.SetResult, (due, _order++));
        return end.Task;
    }

    private double Percentile(double share)
    {
        double[] sorted = [.. _latencies.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
