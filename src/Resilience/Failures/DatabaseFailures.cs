using System.Data.Common;

namespace Resilience.Failures;

/// <summary>What a database says of its errors: the state that SQL defines, and whether its provider calls the error transient.</summary>
internal static class DatabaseFailures
{
    public static bool TryClassify(DbException exception, out Failure failure)
    {
        string? state = exception.SqlState;
        bool transient = exception.IsTransient;
        if (state is { Length: 5 })
        {
            failure = FromState(state, transient);
            return true;
        }

        // False is what a provider says as well that never says anything else, so that without a state it proves nothing.
        failure = transient ? new(FailureCause.Connection, FailureDisposition.Transient) : default;
        return false;
    }

    private static Failure FromState(string state, bool transient)
    {
        Failure failure = state switch
        {
            "57014" or "HYT00" or "HYT01" => new(FailureCause.Timeout, FailureDisposition.Transient),
            "55P03" => new(FailureCause.Resource, FailureDisposition.Transient),            // a lock is taken
            _ => state.AsSpan(0, 2) switch
            {
                "08" => new(FailureCause.Connection, FailureDisposition.Unavailable),       // connection
                "57" => new(FailureCause.Connection, FailureDisposition.Unavailable),       // shutdown, or not up yet
                "53" => new(FailureCause.Resource, FailureDisposition.Unavailable),         // disk, memory or connections used up
                "40" => new(FailureCause.Resource, FailureDisposition.Transient),           // deadlock, serialization
                "21" or "22" or "23" => new(FailureCause.Data, FailureDisposition.Permanent),         // values, constraints
                "28" or "3D" or "42" or "0A" => new(FailureCause.Validation, FailureDisposition.Permanent), // access, names, syntax
                _ => new(FailureCause.Unknown, FailureDisposition.Permanent),
            },
        };
        return transient && failure.Disposition == FailureDisposition.Permanent
            ? failure with { Disposition = FailureDisposition.Transient }
            : failure;
    }
}
