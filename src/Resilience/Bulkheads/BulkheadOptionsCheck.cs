using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Bulkheads;

/// <summary>The ranges of a bulkhead's options.</summary>
internal static class BulkheadOptionsCheck
{
    public const int Most = 1_000_000;

    public static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    public static void Validate(BulkheadOptions options, OptionErrors errors)
    {
        errors.Between(nameof(options.PermitLimit), options.PermitLimit, 1, Most);
        options.Adaptive?.Validate(options.PermitLimit, errors.Inside(nameof(options.Adaptive)));
        ValidateQueue(options, errors);
    }

    /// <summary>All but the limit.</summary>
    public static void ValidateQueue(BulkheadOptions options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        errors.Between(nameof(options.QueueLimit), options.QueueLimit, 0, Most);
        errors.Between(nameof(options.QueueTimeout), options.QueueTimeout, ShortestWait, Require.LongestWait);
    }
}
