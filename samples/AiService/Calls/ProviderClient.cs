using System.Net;
using AiService.Providers;
using Resilience;

namespace AiService.Calls;

/// <summary>Asks a provider, once. It knows nothing of pipelines, but says by its exceptions what a failure means.</summary>
internal sealed class ProviderClient : IDisposable
{
    // Providers are on this machine, whatever proxy its surroundings name.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Returns the answer.</summary>
    /// <exception cref="RateLimitException">The provider has been asked too often; the exception says when to come back.</exception>
    /// <exception cref="ServiceUnavailableException">The provider is down; perhaps the exception says until when.</exception>
    /// <exception cref="HttpRequestException">Anything else.</exception>
    public async ValueTask<string> AskAsync(ScriptedProvider provider, string text, CancellationToken cancellationToken)
    {
        using var question = new StringContent(text);
        using HttpResponseMessage response = await _http.PostAsync(provider.Address, question, cancellationToken);
        TimeSpan? retryAfter = response.Headers.RetryAfter?.Delta;
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadAsStringAsync(cancellationToken),
            HttpStatusCode.TooManyRequests => throw new RateLimitException($"{provider.Name} has been asked too often.", retryAfter),
            HttpStatusCode.ServiceUnavailable => throw new ServiceUnavailableException($"{provider.Name} is down.", retryAfter),
            HttpStatusCode other => throw new HttpRequestException($"{provider.Name} answered {(int)other}.", null, other),
        };
    }

    public void Dispose() => _http.Dispose();
}
