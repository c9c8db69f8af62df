using System.Net.Http.Headers;

namespace Resilience.Metrics.Webhooks;

/// <summary>
/// Takes documents to one address, through a pipeline of our own: retries, a circuit breaker and a timeout for each attempt. The address
/// and the headers are secrets: no text and no exception with them leaves this class.
/// </summary>
internal sealed class WebhookChannel : IDisposable
{
    private static readonly MediaTypeHeaderValue _json = new("application/json") { CharSet = "utf-8" };

    private readonly Uri _url;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _invoker;
    private readonly ResiliencePipeline<WebhookAnswer> _pipeline;

    public WebhookChannel(Uri url, WebhookAlertSinkOptions options)
    {
        _url = url;
        _headers = [.. options.Headers];
        _clock = options.TimeProvider;

        // Without a propagator there is no activity of the request either, which would have the address in it.
        _invoker = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 1,
        });
        Breaker = new(
            new() { Name = "webhook", FailureRatio = null, ConsecutiveFailures = options.FailuresToBreak, Handle = FailureFilter.Any },
            options.TimeProvider);
        _pipeline = new ResiliencePipelineBuilder<WebhookAnswer>
        {
            Name = "resilience.webhook",
            TimeProvider = options.TimeProvider,
            ClassifyResult = static answer => answer.ToFailure(),
        }
            .AddRetry(new() { MaxAttempts = options.MaxAttempts, Backoff = options.Backoff })
            .AddCircuitBreaker(Breaker)
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }

    public CircuitBreaker Breaker { get; }

    /// <summary>Sends a document. Never throws, but if it is cancelled the outcome is.</summary>
    public ValueTask<Outcome<WebhookAnswer>> SendAsync(byte[] json, CancellationToken cancellationToken) =>
        _pipeline.ExecuteOutcomeAsync(
            static (call, token) => call.Channel.AttemptAsync(call.Json, token), (Channel: this, Json: json), cancellationToken);

    public void Dispose() => _invoker.Dispose();

    private async ValueTask<WebhookAnswer> AttemptAsync(byte[] json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(json) { Headers = { ContentType = _json } },
        };
        foreach ((string name, string value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return WebhookAnswer.Of(response, _clock.GetUtcNow());
    }
}
