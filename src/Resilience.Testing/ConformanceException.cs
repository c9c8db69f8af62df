namespace Resilience.Testing;

/// <summary>A store did something else than a check expects. The message names the check, what was expected and what was found.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="check">The name of the check.</param>
    /// <param name="expected">What was expected, in words.</param>
    /// <param name="found">What was found, in words.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public ConformanceException(string check, string expected, string found, Exception? innerException = null)
        : base($"{check}: expected {expected}; found {found}.", innerException)
    {
        Check = check;
        Expected = expected;
        Found = found;
    }

    /// <summary>The name of the check.</summary>
    public string Check { get; }

    /// <summary>What was expected, in words.</summary>
    public string Expected { get; }

    /// <summary>What was found, in words.</summary>
    public string Found { get; }
}
