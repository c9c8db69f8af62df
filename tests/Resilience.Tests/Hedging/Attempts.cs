using System.Collections.Concurrent;

namespace Resilience.Hedging;

/// <summary>A callback whose attempts begin one after the other and end when the test says so; and a clock moved by hand.</summary>
internal sealed class Attempts : IDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, Attempt> _attempts = new();
    private readonly CancellationTokenSource _caller = new();
    private int _started;

    public WatchedClock Clock { get; } = new();

    public CancellationToken Caller => _caller.Token;

    /// <summary>How many attempts have begun.</summary>
    public int Started => Volatile.Read(ref _started);

    /// <summary>The attempt with this number, from 1, whether or not it has begun.</summary>
    public Attempt this[int number] => _attempts.GetOrAdd(number, static number => new Attempt(number));

    public void CancelCaller() => _caller.Cancel();

    /// <summary>The callback: ends as the test says, or by its token.</summary>
    public ValueTask<string> CallAsync(CancellationToken token)
    {
        Attempt attempt = this[Interlocked.Increment(ref _started)];
        return new(attempt.RunAsync(token));
    }

    /// <summary>The same for callbacks that keep their thread.</summary>
    public string Call(CancellationToken token) => CallAsync(token).AsTask().GetAwaiter().GetResult();

    public void Dispose() => _caller.Dispose();
}
