using System.Net;
using AiService.Providers;
using Resilience;

namespace AiService.Calls;

public sealed class ProviderClientTests : IDisposable
{
    private readonly ProviderClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_answer_is_returned()
    {
        await using ScriptedProvider provider = With(new ScriptedReply(200));

        (await AskAsync(provider)).Should().Be("alpha on 4 characters");
    }

    [Fact]
    public async Task A_429_says_when_to_come_back()
    {
        await using ScriptedProvider provider = With(new ScriptedReply(429, RetryAfterSeconds: 3));

        (await FluentActions.Awaiting(() => AskAsync(provider)).Should().ThrowAsync<RateLimitException>())
            .Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_503_says_that_the_provider_is_down()
    {
        await using ScriptedProvider provider = With(new ScriptedReply(503));

        (await FluentActions.Awaiting(() => AskAsync(provider)).Should().ThrowAsync<ServiceUnavailableException>())
            .Which.RetryAfter.Should().BeNull();
    }

    [Fact]
    public async Task Any_other_status_is_in_the_exception()
    {
        await using ScriptedProvider provider = With(new ScriptedReply(404));

        (await FluentActions.Awaiting(() => AskAsync(provider)).Should().ThrowAsync<HttpRequestException>())
            .Which.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static ScriptedProvider With(ScriptedReply reply) => new("alpha", 0.1m, new ReplyScript(reply));

    private Task<string> AskAsync(ScriptedProvider provider) =>
        _client.AskAsync(provider, "text", TestContext.Current.CancellationToken).AsTask();
}
