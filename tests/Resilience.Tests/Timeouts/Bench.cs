using Microsoft.Extensions.Time.Testing;

namespace Resilience.Timeouts;

/// <summary>A clock moved by hand, a caller, a recorder and callbacks for tests of timeouts.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _caller = new();

    public FakeTimeProvider Clock { get; } = new();

    public EventRecorder Events { get; } = new();

    public CancellationToken Caller => _caller.Token;

    public ResiliencePipelineBuilder Builder()
    {
        var builder = new ResiliencePipelineBuilder { Name = "bench", TimeProvider = Clock };
        builder.Listeners.Add(Events);
        return builder;
    }

    public void CancelCaller() => _caller.Cancel();

    /// <summary>Ends only by its token, which it throws.</summary>
    public static async ValueTask<int> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    /// <summary>
    /// Moves the clock until a call has ended, for steps that the call reaches on another thread: how often does not matter, only that it
    /// ends.
    /// </summary>
    public async Task AdvanceUntilAsync(Task call, TimeSpan step)
    {
        while (!call.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Clock.Advance(step);
            await Task.Yield();
        }
    }

    public void Dispose() => _caller.Dispose();
}
