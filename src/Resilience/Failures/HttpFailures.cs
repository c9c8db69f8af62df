namespace Resilience.Failures;

/// <summary>What the answer of an HTTP server means, or the reason why there is none.</summary>
internal static class HttpFailures
{
    public static bool TryClassify(HttpRequestException exception, out Failure failure)
    {
        if (exception.StatusCode is { } status)
        {
            failure = FromStatus((int)status);
            return true;
        }

        return TryClassify(exception.HttpRequestError, out failure);
    }

    public static bool TryClassify(HttpRequestError error, out Failure failure)
    {
        failure = error switch
        {
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError =>
                new(FailureCause.Connection, FailureDisposition.Unavailable),
            HttpRequestError.ExtendedConnectNotSupported or HttpRequestError.VersionNegotiationError
                or HttpRequestError.UserAuthenticationError => new(FailureCause.Http, FailureDisposition.Permanent),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError =>
                new(FailureCause.Http, FailureDisposition.Transient),
            HttpRequestError.ConfigurationLimitExceeded => new(FailureCause.Data, FailureDisposition.Permanent),
            _ => new(FailureCause.Connection, FailureDisposition.Transient),
        };

        // Whatever broke the connection stands inside and says it more precisely; the rest is said by the error alone.
        return failure.Cause != FailureCause.Connection;
    }

    public static Failure FromStatus(int status) => status switch
    {
        < 100 => new(FailureCause.Connection, FailureDisposition.Transient),
        408 => new(FailureCause.Timeout, FailureDisposition.Transient),
        429 => new(FailureCause.RateLimit, FailureDisposition.Transient),
        501 or 505 or 506 or 508 or 510 or 511 => new(FailureCause.Http, FailureDisposition.Permanent),
        504 => new(FailureCause.Timeout, FailureDisposition.Unavailable),

        // 521 to 524 come from proxies whose origin is down, 529 from AI providers that are overloaded.
        502 or 503 or (>= 521 and <= 524) or 529 => new(FailureCause.Http, FailureDisposition.Unavailable),
        >= 500 => new(FailureCause.Http, FailureDisposition.Transient),
        425 => new(FailureCause.Http, FailureDisposition.Transient),
        _ => new(FailureCause.Http, FailureDisposition.Permanent),
    };
}
