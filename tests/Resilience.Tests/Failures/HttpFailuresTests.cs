using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class HttpFailuresTests
{
    [Theory]
    [InlineData(0, Connection, Transient)]
    [InlineData(200, Http, Permanent)]
    [InlineData(301, Http, Permanent)]
    [InlineData(400, Http, Permanent)]
    [InlineData(401, Http, Permanent)]
    [InlineData(403, Http, Permanent)]
    [InlineData(404, Http, Permanent)]
    [InlineData(408, FailureCause.Timeout, Transient)]
    [InlineData(409, Http, Permanent)]
    [InlineData(422, Http, Permanent)]
    [InlineData(425, Http, Transient)]
    [InlineData(429, FailureCause.RateLimit, Transient)]
    [InlineData(500, Http, Transient)]
    [InlineData(501, Http, Permanent)]
    [InlineData(502, Http, Unavailable)]
    [InlineData(503, Http, Unavailable)]
    [InlineData(504, FailureCause.Timeout, Unavailable)]
    [InlineData(505, Http, Permanent)]
    [InlineData(507, Http, Transient)]
    [InlineData(511, Http, Permanent)]
    [InlineData(520, Http, Transient)]
    [InlineData(521, Http, Unavailable)]
    [InlineData(524, Http, Unavailable)]
    [InlineData(529, Http, Unavailable)]
    [InlineData(599, Http, Transient)]
    public void A_status_decides(int status, FailureCause cause, FailureDisposition disposition)
    {
        var expected = new Failure(cause, disposition);

        FailureClassifier.Default.Classify(new HttpRequestException("x", null, (HttpStatusCode)status)).Should().Be(expected);
        Failure.FromHttpStatus((HttpStatusCode)status).Should().Be(expected);
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown, Connection, Transient)]
    [InlineData(HttpRequestError.ConnectionError, Connection, Unavailable)]
    [InlineData(HttpRequestError.NameResolutionError, Connection, Unavailable)]
    [InlineData(HttpRequestError.ProxyTunnelError, Connection, Unavailable)]
    [InlineData(HttpRequestError.SecureConnectionError, Connection, Transient)]
    [InlineData(HttpRequestError.ResponseEnded, Connection, Transient)]
    [InlineData(HttpRequestError.HttpProtocolError, Http, Transient)]
    [InlineData(HttpRequestError.InvalidResponse, Http, Transient)]
    [InlineData(HttpRequestError.ExtendedConnectNotSupported, Http, Permanent)]
    [InlineData(HttpRequestError.VersionNegotiationError, Http, Permanent)]
    [InlineData(HttpRequestError.UserAuthenticationError, Http, Permanent)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, Data, Permanent)]
    public void Without_a_status_the_error_decides(HttpRequestError error, FailureCause cause, FailureDisposition disposition)
    {
        var expected = new Failure(cause, disposition);

        FailureClassifier.Default.Classify(new HttpRequestException(error)).Should().Be(expected);
        FailureClassifier.Default.Classify(new HttpIOException(error)).Should().Be(expected);
    }

    [Fact]
    public void A_broken_connection_is_explained_by_what_stands_inside()
    {
        var refused = new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused));
        var certificate = new HttpRequestException(HttpRequestError.SecureConnectionError, "x", new AuthenticationException());
        var dropped = new HttpRequestException("x", new IOException("y", new SocketException((int)SocketError.ConnectionReset)));
        var timedOut = new HttpRequestException(
            HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.TimedOut));

        FailureClassifier.Default.Classify(refused).Should().Be(new Failure(Connection, Unavailable));
        FailureClassifier.Default.Classify(certificate).Should().Be(new Failure(Connection, Permanent));
        FailureClassifier.Default.Classify(dropped).Should().Be(new Failure(Connection, Transient));
        FailureClassifier.Default.Classify(timedOut).Should().Be(new Failure(FailureCause.Timeout, Transient));
    }

    [Fact]
    public void A_status_is_not_overruled_by_what_stands_inside()
    {
        var exception = new HttpRequestException("x", new FormatException(), HttpStatusCode.ServiceUnavailable);

        FailureClassifier.Default.Classify(exception).Should().Be(new Failure(Http, Unavailable));
    }
}
