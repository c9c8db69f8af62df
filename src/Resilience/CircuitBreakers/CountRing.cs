namespace Resilience.CircuitBreakers;

/// <summary>What became of the last calls, one byte each. Not synchronised: its owner holds a lock.</summary>
internal sealed class CountRing(int length)
{
    private const byte FailedBit = 1;
    private const byte SlowBit = 2;

    private readonly byte[] _calls = new byte[length];
    private int _next;

    /// <summary>How many calls there are, at most the length of the ring.</summary>
    public int Calls { get; private set; }

    public int Failures { get; private set; }

    public int Slow { get; private set; }

    /// <summary>Adds calls of the same kind, each in the place of the oldest.</summary>
    public void Add(long calls, bool failed, bool slow)
    {
        byte kind = (byte)((failed ? FailedBit : 0) | (slow ? SlowBit : 0));
        for (long left = Math.Min(calls, _calls.Length); left > 0; left--)
        {
            byte old = _calls[_next];
            Failures += (kind & FailedBit) - (old & FailedBit);
            Slow += ((kind & SlowBit) - (old & SlowBit)) / SlowBit;
            _calls[_next] = kind;
            _next = _next + 1 == _calls.Length ? 0 : _next + 1;
            if (Calls < _calls.Length)
                Calls++;
        }
    }
}
