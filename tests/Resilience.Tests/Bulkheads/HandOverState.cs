namespace Resilience.Bulkheads;

/// <summary>A state of <see cref="HandOverModel"/>.</summary>
internal readonly record struct HandOverState
{
    private const int Nobody = -1;

    public HandOverState()
    {
    }

    /// <summary>The permits in use.</summary>
    public int Word { get; init; }

    /// <summary>What an addition must stay below; zero if the gate is closed.</summary>
    public int Open { get; init; }

    public int Limit { get; init; }

    public int Peak { get; init; }

    /// <summary>Those who wait, the first in the lowest digit, each one more than its number.</summary>
    public int Queue { get; init; }

    /// <summary>Who holds the lock.</summary>
    public int Owner { get; init; } = Nobody;

    public HandOverThread First { get; init; }

    public HandOverThread Second { get; init; }

    public HandOverThread Third { get; init; }

    public string? Violation { get; init; }

    public bool IsLocked => Owner != Nobody;

    /// <summary>Those who wait, as bits.</summary>
    public int Waiting
    {
        get
        {
            int bits = 0;
            for (int rest = Queue; rest > 0; rest /= 4)
                bits |= 1 << ((rest % 4) - 1);
            return bits;
        }
    }

    public HandOverThread this[int thread] => thread switch { 0 => First, 1 => Second, _ => Third };

    public HandOverState With(int thread, HandOverThread value) => thread switch
    {
        0 => this with { First = value },
        1 => this with { Second = value },
        _ => this with { Third = value },
    };

    public HandOverState Go(int thread, HandOverStep step) => With(thread, this[thread] with { At = step });

    public HandOverState Unlock() => this with { Owner = Nobody };

    public HandOverState Enqueue(int thread)
    {
        int place = 1;
        while (Queue / place > 0)
            place *= 4;
        return this with { Queue = Queue + (place * (thread + 1)) };
    }

    public HandOverState Dequeue(out int thread)
    {
        thread = (Queue % 4) - 1;
        return this with { Queue = Queue / 4 };
    }

    public HandOverState Remove(int thread)
    {
        int kept = 0;
        int place = 1;
        for (int rest = Queue; rest > 0; rest /= 4)
        {
            if (rest % 4 == thread + 1)
                continue;
            kept += place * (rest % 4);
            place *= 4;
        }

        return this with { Queue = kept };
    }
}
