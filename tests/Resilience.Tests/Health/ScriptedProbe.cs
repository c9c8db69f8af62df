using System.Threading.Channels;

namespace Resilience.Health;

/// <summary>A check whose beginnings can be awaited and whose answers are given by the test, one for each.</summary>
internal sealed class ScriptedProbe
{
    private readonly Channel<CancellationToken> _begun = Channel.CreateUnbounded<CancellationToken>();
    private readonly Channel<Func<HealthVerdict>> _answers = Channel.CreateUnbounded<Func<HealthVerdict>>();
    private int _running;

    /// <summary>How many checks were under way at once, at most.</summary>
    public int Peak { get; private set; }

    public int Count { get; private set; }

    public async ValueTask<HealthVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref _running);
        Peak = Math.Max(Peak, running);
        Count++;
        _begun.Writer.TryWrite(cancellationToken);
        try
        {
            // The token is ignored on purpose: the test decides when a check ends.
            return (await _answers.Reader.ReadAsync(CancellationToken.None))();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Waits until a check has begun that nobody has waited for.</summary>
    public async Task<CancellationToken> BegunAsync() => await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasBegun() => _begun.Reader.Count > 0;

    public void Answer(HealthVerdict verdict) => _answers.Writer.TryWrite(() => verdict);

    public void Throw(Exception exception) => _answers.Writer.TryWrite(() => throw exception);
}
