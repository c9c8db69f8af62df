namespace Resilience;

/// <summary>Says what kind of failure an exception is.</summary>
/// <remarks>
/// A pipeline asks once per failed attempt, from any thread, and shows the answer to all its layers. To add to the answers of the
/// library use <see cref="FailureClassifier.With{TException}"/>; implement this interface to replace them.
/// </remarks>
public interface IFailureClassifier
{
    /// <summary>Says what kind of failure an exception is.</summary>
    /// <param name="exception">The exception that ended the attempt.</param>
    /// <returns>
    /// The failure that this exception stands for. If this throws, a pipeline reports it and takes the failure for unknown and permanent.
    /// </returns>
    Failure Classify(Exception exception);
}
