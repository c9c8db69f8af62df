using Resilience.Benchmarks.Gate;

namespace Resilience.Benchmarks.Peer;

/// <summary>What one writes by hand: a loop with a timer for each check, without timeout, history and state.</summary>
internal sealed class TimerLoops : IDisposable
{
    private readonly List<PeriodicTimer> _timers = [];

    private TimerLoops(ManualClock clock, int count, Func<ValueTask<bool>> check)
    {
        for (int i = 0; i < count; i++)
        {
            var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
            _timers.Add(timer);
            _ = LoopAsync(timer, check);
        }
    }

    public static IDisposable Begin(ManualClock clock, int count, Func<ValueTask<bool>> check) => new TimerLoops(clock, count, check);

    public void Dispose() => _timers.ForEach(static timer => timer.Dispose());

    private static async Task LoopAsync(PeriodicTimer timer, Func<ValueTask<bool>> check)
    {
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
            await check().ConfigureAwait(false);
    }
}
