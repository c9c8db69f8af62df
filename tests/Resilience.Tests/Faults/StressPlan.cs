namespace Resilience.Faults;

/// <summary>What is to happen in one call of <see cref="StressTests"/>.</summary>
internal sealed class StressPlan
{
    private readonly CancellationTokenSource _caller;

    public StressPlan(int number, Random random, CancellationTokenSource caller)
    {
        _caller = caller;
        Number = number;
        Failures = random.Next(8) switch { 0 => 1, 1 => 2, 2 => 3, _ => 0 };
        CancelsAt = random.Next(10) == 0 ? random.Next(1, Failures + 2) : 0;
        IsSynchronous = random.Next(3) == 0;
        Yields = random.Next(2) == 0;
        IsShort = random.Next(100) == 0;
    }

    /// <summary>The call's own number, which it must get back.</summary>
    public int Number { get; }

    /// <summary>How many attempts fail before one succeeds.</summary>
    public int Failures { get; }

    /// <summary>The attempt in which the caller cancels; 0 for none.</summary>
    public int CancelsAt { get; }

    public bool IsSynchronous { get; }

    public bool Yields { get; }

    /// <summary>Whether each attempt hangs until its short timeout.</summary>
    public bool IsShort { get; }

    public int Attempts { get; set; }

    public CancellationToken Caller => _caller.Token;

    public void Cancel() => _caller.Cancel();

    public override string ToString() =>
        $"{Failures} failures, cancelled at {CancelsAt}"
        + $"{(IsSynchronous ? ", synchronous" : "")}{(Yields ? ", yields" : "")}{(IsShort ? ", short" : "")}";
}
