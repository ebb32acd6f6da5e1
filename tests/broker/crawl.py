"""A spider as its users write it: it follows the links of a front page and yields items of three kinds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import scrapy
from scrapy.http import Response, TextResponse


@dataclass
class Story:
    url: str
    title: str
    text: str
    date: str
    site_name: str
    author: list[str]


class Report(scrapy.Item):
    url = scrapy.Field()
    headline = scrapy.Field()
    content = scrapy.Field()
    published = scrapy.Field()
    publisher = scrapy.Field()
    authors = scrapy.Field()


class Newspaper(scrapy.Spider):
    name = "newspaper"
    custom_settings = {"ITEM_PIPELINES": {"streams.scrapy.KhabarPipeline": 900}, "LOG_LEVEL": "INFO"}  # noqa: RUF012
    site = ""

    async def start(self) -> AsyncIterator[Any]:
        yield scrapy.Request(self.site)

    def parse(self, response: Response) -> Iterator[Any]:
        assert isinstance(response, TextResponse)
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.article)

    def article(self, response: Response) -> Iterator[Any]:
        assert isinstance(response, TextResponse)
        url = response.css("link[rel=canonical]::attr(href)").get("")
        title = response.css("h1::text").get("")
        text = "\n\n".join(response.css("p::text").getall())
        date = response.css("time::attr(datetime)").get("")
        publisher = response.css("meta[property='og:site_name']::attr(content)").get("")
        author = response.css(".by::text").getall()
        number = int(url.rpartition("-")[2] or 0) % 3
        if number == 0:
            yield {
                "url": url,
                "title": title,
                "body": text,
                "published_at": [date],
                "source": publisher,
                "authors": author,
            }
        elif number == 1:
            yield Story(url, title, text, date, publisher, author)
        else:
            yield Report(
                url=url, headline=title, content=text, published=date, publisher=publisher, authors=author
            )
