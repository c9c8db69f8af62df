namespace Resilience.Benchmarks.Calls;

/// <summary>What the calls run; both sides of a row are given the very same delegate.</summary>
internal static class Callbacks
{
    // Equal bodies on purpose. With a single lambda in the process, the JIT's profile would guess each library's one
    // delegate call right and inline it, which no program with more than one kind of call sees.
    private static readonly WorkCallback[] _immediate =
    [
        static (work, _) => new ValueTask<int>(work.Result),
        static (work, _) => new ValueTask<int>(work.Result),
        static (work, _) => new ValueTask<int>(work.Result),
        static (work, _) => new ValueTask<int>(work.Result),
        static (work, _) => new ValueTask<int>(work.Result),
    ];

    private static int _taken;

    /// <summary>Returns to its thread before it completes.</summary>
    public static readonly WorkCallback Yielding = static async (work, _) =>
    {
        await Task.Yield();
        return work.Result;
    };

    /// <summary>Throws twice, then succeeds.</summary>
    public static readonly WorkCallback ThrowingTwice = static (work, _) =>
        work.NextAttemptFails() ? throw new IOException("The dependency did not answer.") : new ValueTask<int>(work.Result);

    /// <summary>Throws every time.</summary>
    public static readonly WorkCallback Throwing = static (_, _) =>
        throw new IOException("The dependency did not answer.");

    /// <summary>Completes at once; consecutive callers get different delegates.</summary>
    public static WorkCallback NextImmediate() => _immediate[_taken++ % _immediate.Length];
}
