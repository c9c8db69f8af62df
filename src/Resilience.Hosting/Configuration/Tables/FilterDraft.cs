using System.Globalization;
using System.Runtime.CompilerServices;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>A filter as settings say it: what any of the lists names, and none of the exceptions from it.</summary>
internal sealed class FilterDraft
{
    /// <summary>The filter that there was: what no list names is taken from it.</summary>
    public FailureFilter? Before { get; init; }

    public IReadOnlyList<FailureFilter> Sets { get; set; } = [];

    public IReadOnlyList<FailureCause> Causes { get; set; } = [];

    public IReadOnlyList<FailureDisposition> Dispositions { get; set; } = [];

    public IReadOnlyList<(int First, int Last)> StatusCodes { get; set; } = [];

    public IReadOnlyList<NamedException> Exceptions { get; set; } = [];

    public IReadOnlyList<RejectionReason> Rejections { get; set; } = [];

    public FilterDraft? Except { get; set; }

    public FailureFilter Build(ValuePool pool)
    {
        FailureFilter? named = Join();
        FailureFilter filter = named ?? Before ?? FailureFilter.None;
        if (Except?.Join() is { } except)
        {
            string before = named is null ? RuntimeHelpers.GetHashCode(filter).ToString(CultureInfo.InvariantCulture) : "";
            return pool.Get($"{before}{Words()} except {Except.Words()}", () => filter & !except);
        }

        return named is null ? filter : pool.Get(Words(), () => filter);
    }

    private FailureFilter? Join()
    {
        List<FailureFilter> parts = [.. Sets];
        if (Causes.Count > 0)
            parts.Add(FailureFilter.Cause([.. Causes]));
        if (Dispositions.Count > 0)
            parts.Add(FailureFilter.Disposition([.. Dispositions]));
        if (StatusCodes.Count > 0)
        {
            IReadOnlyList<(int First, int Last)> codes = StatusCodes;
            parts.Add(FailureFilter.Exception<HttpRequestException>(
                error => error.StatusCode is { } status && codes.Any(range => (int)status >= range.First && (int)status <= range.Last)));
        }

        parts.AddRange(Exceptions.Select(static exception => exception.Filter));
        if (Rejections.Count > 0)
            parts.Add(FailureFilter.Rejected([.. Rejections]));
        return parts.Count == 0 ? null : parts.Aggregate(static (left, right) => left | right);
    }

    private string Words() =>
        $"{string.Join('/', Sets)};{string.Join('/', Causes)};{string.Join('/', Dispositions)};{string.Join('/', StatusCodes)};"
        + $"{string.Join('/', Exceptions)};{string.Join('/', Rejections)}";
}
