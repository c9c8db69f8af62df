using System.Net.Sockets;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>The exceptions that settings may name. What is not in here is not found: no type is looked up by what a file says.</summary>
internal sealed class NamedExceptions
{
    private readonly Dictionary<string, FailureFilter> _filters = new(StringComparer.OrdinalIgnoreCase);

    public NamedExceptions()
    {
        Add<TimeoutException>();
        Add<OperationTimedOutException>();
        Add<HttpRequestException>();
        Add<HttpIOException>();
        Add<SocketException>();
        Add<IOException>();
        Add<OperationCanceledException>();
        Add<InvalidOperationException>();
        Add<ArgumentException>();
        Add<FormatException>();
        Add<InvalidDataException>();
        Add<UnauthorizedAccessException>();
        Add<NotSupportedException>();
        Add<System.Text.Json.JsonException>();
        Add<System.Data.Common.DbException>();
        Add<TransientException>();
        Add<PermanentException>();
        Add<RateLimitException>();
        Add<ServiceUnavailableException>();
    }

    public IEnumerable<string> Names =>
        _filters.Keys.Where(static name => !name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public void Add<TException>(string? name = null)
        where TException : Exception
    {
        FailureFilter filter = FailureFilter.Exception<TException>();
        _filters[name ?? typeof(TException).Name] = filter;
        _filters[typeof(TException).FullName!] = filter;
    }

    public FailureFilter? Find(string name) => _filters.GetValueOrDefault(name);
}
