namespace Resilience.Benchmarks.Calls;

/// <summary>
/// The state that every call passes on: a reference, as in real code, where it is a client or <c>this</c>.
/// Written by one thread only.
/// </summary>
public sealed class Work
{
    private const int AttemptsPerCall = 3;

    private int _attempt;

    /// <summary>Made once: the rows in which a failure is a value are to measure the library, not the making of an exception.</summary>
    public static readonly IOException Error = new("The dependency did not answer.");

    public int Result { get; } = 1;

    /// <summary>Tells two attempts of each call that they fail, and the third that it succeeds.</summary>
    public bool NextAttemptFails()
    {
        _attempt = _attempt == AttemptsPerCall - 1 ? 0 : _attempt + 1;
        return _attempt != 0;
    }
}
