using System.Globalization;
using System.Net;

namespace Resilience.Metrics.Webhooks;

/// <summary>What a receiver answered. Its body is nobody's business.</summary>
internal readonly record struct WebhookAnswer(HttpStatusCode Status, TimeSpan? RetryAfter)
{
    /// <summary>
    /// Why an answer is a failure: any but a success is, a redirection too, since an alert goes where it was meant to go.
    /// </summary>
    public Failure? ToFailure() => (int)Status is >= 200 and < 300 ? null : Failure.FromHttpStatus(Status, RetryAfter);

    public static WebhookAnswer Of(HttpResponseMessage response, DateTimeOffset now) => new(
        response.StatusCode, response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null);

    public override string ToString() => ((int)Status).ToString(CultureInfo.InvariantCulture);
}
