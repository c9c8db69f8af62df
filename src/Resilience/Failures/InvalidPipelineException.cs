namespace Resilience;

/// <summary>A pipeline or component cannot be built from its options. Every error that was found is in it, not only the first.</summary>
public sealed class InvalidPipelineException : ResilienceException
{
    /// <summary>Makes an exception that lists what is wrong.</summary>
    /// <param name="errors">One sentence per error, each of which names the option and what it may be.</param>
    /// <exception cref="ArgumentNullException"><paramref name="errors"/> is null.</exception>
    public InvalidPipelineException(IReadOnlyList<string> errors)
        : base(Describe(errors)) => Errors = [.. errors];

    /// <summary>One sentence per error.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>The stable error code, <see cref="ErrorCodes.InvalidOptions"/>.</summary>
    public override string Code => ErrorCodes.InvalidOptions;

    internal override Failure? Classification => new Failure(FailureCause.Validation, FailureDisposition.Permanent);

    private static string Describe(IReadOnlyList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count switch
        {
            0 => "The pipeline cannot be built.",
            1 => $"The pipeline cannot be built: {errors[0]}",
            _ => $"The pipeline cannot be built, for {errors.Count} reasons:\n- {string.Join("\n- ", errors)}",
        };
    }
}
